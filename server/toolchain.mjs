// Shared by `npm start` and `npm test`. Runs on any Node from 20 on and imports nothing that npm would have to install.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const cache = join(root, '.cache');
/** The first Node that runs TypeScript without a flag; SvelteKit 3 and Vitest 5 want 22.17. */
const nodeFloor = [22, 18];

const isNewEnough = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > nodeFloor[0] || (major === nodeFloor[0] && minor >= nodeFloor[1]);
};

/** Prints one line that names the problem and the way out, and ends the process. */
export function stop(message) {
  console.error(`wavefoundry: ${message}`);
  process.exit(1);
}

function stamp(name, value) {
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, name), value);
}

function stamped(name, value) {
  const file = join(cache, name);
  return existsSync(file) && readFileSync(file, 'utf8') === value;
}

const digest = (...parts) => createHash('sha256').update(parts.join('\n')).digest('hex');

/** Installs the locked dependencies when they are missing or older than the lock file. */
export function ensureDependencies() {
  const lock = digest(readFileSync(join(root, 'package-lock.json'), 'utf8'), process.platform, process.arch);
  if (existsSync(join(root, 'node_modules')) && stamped('dependencies', lock)) return;
  console.log('wavefoundry: installing locked dependencies …');
  // No package needs its install script, so none gets to run one.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync(npm, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0) stop('npm could not install the dependencies; see its message above');
  stamp('dependencies', lock);
}

/** Path of a Node that the toolchain accepts: this one when new enough, else the one from the dev dependencies. */
export function nodePath() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const bundled = join(root, 'node_modules', '.bin', 'node');
  if (existsSync(bundled)) return realpathSync(bundled);
  return stop(`Node ${nodeFloor.join('.')} or newer is needed on this platform (found ${process.versions.node})`);
}

/** Environment in which `node` and the installed command-line tools are the project's own. */
export function toolEnv(extra = {}) {
  const bin = join(root, 'node_modules', '.bin');
  const separator = process.platform === 'win32' ? ';' : ':';
  const path = [dirname(nodePath()), bin, process.env.PATH].join(separator);
  return { ...process.env, PATH: path, NO_UPDATE_NOTIFIER: '1', ...extra };
}

/** Path of the JavaScript file behind an installed command. */
function toolPath(command) {
  return realpathSync(join(root, 'node_modules', '.bin', command));
}

/** Starts an installed command, or a script given by its path, on the project's Node. */
export function start(command, args = [], options = {}) {
  const script = /\.(mjs|ts)$/.test(command) ? join(root, command) : toolPath(command);
  return spawn(nodePath(), [script, ...args], { cwd: root, stdio: 'inherit', env: toolEnv(), ...options });
}

/** Runs a command to its end. Resolves with its exit code and, unless it inherits the terminal, what it printed. */
export function run(command, args = [], options = {}) {
  return new Promise((done) => {
    const child = start(command, args, options);
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => done({ code: 1, output: `${output}${error.message}` }));
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}

const paraglide = [
  ...['compile', '--silent', '--project', 'app/i18n/project.inlang', '--outdir', 'app/i18n/paraglide'],
  ...['--strategy', 'localStorage', 'preferredLanguage', 'baseLocale'],
];

/** Writes what the sources import but git does not hold: SvelteKit's types and the compiled message catalogues. */
export async function generate() {
  for (const [command, args] of [
    ['svelte-kit', ['sync']],
    ['paraglide-js', paraglide],
  ]) {
    const { code, output } = await run(command, args, { stdio: 'pipe' });
    if (code !== 0) stop(`${command} failed:\n${output}`);
  }
}

/** Keeps the message catalogues compiled while they are edited. */
export const watchMessages = () => start('paraglide-js', [...paraglide, '--watch'], { stdio: 'ignore' });

function* filesUnder(path) {
  const info = statSync(path, { throwIfNoEntry: false });
  if (!info) return;
  if (!info.isDirectory()) return yield `${path} ${info.size} ${info.mtimeMs}`;
  if (path.endsWith('paraglide')) return;
  for (const name of readdirSync(path).sort()) yield* filesUnder(join(path, name));
}

/** Builds the app into `build/` unless the build there is of these very sources. */
export async function ensureBuild() {
  const sources = ['app', 'wasm', 'static', 'service-worker', 'vite.config.ts', 'package-lock.json'];
  const fingerprint = digest(...sources.flatMap((name) => [...filesUnder(join(root, name))]));
  if (existsSync(join(root, 'build', 'index.html')) && stamped('build', fingerprint)) return;
  await generate();
  console.log('wavefoundry: building the app …');
  const { code, output } = await run('vite', ['build', '--logLevel', 'warn'], { stdio: 'pipe' });
  if (code !== 0) stop(`the build failed:\n${output}`);
  stamp('build', fingerprint);
}
