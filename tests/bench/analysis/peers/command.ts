import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LIMIT = { maxBuffer: 2 ** 28 };

/** What a shell script printed to both outputs, and the processor time of all that it started. */
export interface Timed {
  readonly stdout: string;
  readonly stderr: string;
  readonly cpuMs: number;
}

/** Runs a line of bash with arguments `$1`, `$2` … */
export async function timed(script: string, ...args: string[]): Promise<Timed> {
  const whole = `TIMEFORMAT='cpu %U %S'; time { ${script}; }`;
  const { stdout, stderr } = await run('bash', ['-c', whole, 'bash', ...args], LIMIT);
  const [, user = '0', system = '0'] = /^cpu ([\d.]+) ([\d.]+)$/m.exec(stderr) ?? [];
  return { stdout, stderr, cpuMs: (Number(user) + Number(system)) * 1000 };
}

/** The output of a command, or null where it does not exist or fails. */
export async function outputOf(command: string, ...args: string[]): Promise<string | null> {
  try {
    return (await run(command, args, LIMIT)).stdout.trim();
  } catch {
    return null;
  }
}

/** Version of an installed Debian package; null where the command is not there, `unknown` where it came another way. */
export async function debianVersion(command: string, name: string): Promise<string | null> {
  if ((await outputOf('bash', '-c', 'command -v "$1"', 'bash', command)) === null) return null;
  return (await packageVersion(name)) ?? 'unknown';
}

export const packageVersion = (name: string): Promise<string | null> =>
  outputOf('dpkg-query', '-W', '-f', '${Version}', name);
