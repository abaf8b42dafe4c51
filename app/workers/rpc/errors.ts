import { transferHandlers, type TransferHandler } from 'comlink';
import { AppError, type AppErrorData } from '#contracts/errors/app-error.ts';

interface Thrown {
  readonly value: unknown;
}
interface Wire {
  readonly appError?: AppErrorData;
}

let carried = false;

/** Teaches comlink to carry code and details of an {@link AppError} across. Call on both sides. */
export function carryAppErrors(): void {
  if (carried) return;
  carried = true;
  const plain = transferHandlers.get('throw') as TransferHandler<Thrown, Wire>;
  transferHandlers.set('throw', {
    canHandle: plain.canHandle,
    serialize: (thrown: Thrown) =>
      thrown.value instanceof AppError ? [{ appError: thrown.value.toData() }, []] : plain.serialize(thrown),
    deserialize(wire: Wire) {
      if (wire.appError) throw AppError.fromData(wire.appError);
      return plain.deserialize(wire);
    },
  });
}
