// `npm start` builds what is stale and serves app and API on one origin; `npm run dev` does the same with hot reload.
import { ensureBuild, ensureDependencies, generate, start, toolEnv, watchMessages } from './toolchain.mjs';

ensureDependencies();
const children = process.argv.includes('--dev') ? await develop() : await serve();

let leaving = false;
const leave = (signal) => {
  leaving = true;
  for (const child of children) child.kill(signal);
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => leave(signal));
for (const child of children) {
  child.on('exit', (code) => {
    process.exitCode ||= leaving ? (code ?? 0) : (code ?? 1);
    if (!leaving) leave('SIGTERM');
  });
}

async function serve() {
  await ensureBuild();
  return [start('server/main.ts')];
}

async function develop() {
  await generate();
  const port = process.env.PORT ?? '4600';
  const apiPort = String(Number(port) + 1);
  const env = toolEnv({ WAVEFOUNDRY_API: `http://127.0.0.1:${apiPort}` });
  const api = toolEnv({
    PORT: apiPort,
    SERVE_APP: '0',
    PUBLIC_URL: process.env.PUBLIC_URL ?? `http://localhost:${port}`,
  });
  return [
    watchMessages(),
    start('server/main.ts', [], { env: api }),
    start('vite', ['dev', '--port', port, '--strictPort'], { env }),
  ];
}
