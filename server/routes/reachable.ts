import { AppError } from '#contracts/errors/app-error.ts';
import { ProviderError } from '#server/integrations/distribution/failure.ts';

/** What the distributor answered, as an error of ours. */
export async function reachable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const code = error.failures[0]?.code ?? '';
    throw new AppError(error.kind === 'temporary' ? 'distribution.unreachable' : 'distribution.login', { code });
  }
}
