/** Whether this installation can send messages to the service manager from its own process (`nativeSender`). */
export async function canSendItself(): Promise<boolean> {
  try {
    await import('koffi');
    return true;
  } catch {
    return false;
  }
}
