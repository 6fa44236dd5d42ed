/** A way to hand a datagram to the socket that `$NOTIFY_SOCKET` names. */
export interface NotifySender {
  /** Hands it over; rejects with the reason if that fails. */
  send(text: string): Promise<void>;
}
