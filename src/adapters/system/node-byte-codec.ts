import { hash } from 'node:crypto';
import type { ByteCodec } from '../../application/ports/system/byte-codec.js';

/** What Node's buffers can do. */
export class NodeByteCodec implements ByteCodec {
  encode(text: string): Uint8Array {
    return Buffer.from(text, 'utf8');
  }

  decode(bytes: Uint8Array): string {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  }

  toBase64(bytes: Uint8Array): string {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  }

  fromBase64(text: string): Uint8Array {
    return Buffer.from(text, 'base64');
  }

  digest(text: string): string {
    return hash('sha256', text, 'base64url');
  }
}
