import { createServer } from 'node:net';
import { label, startFuga } from './server.ts';

// `npm run fuga:demo`: the stand-in to try a delivery with. Everything is in memory and gone at the end.
const wanted = Number(process.env['PORT'] ?? 4700);
const isFree = await new Promise<boolean>((answer) => {
  const probe = createServer();
  probe.once('error', () => answer(false));
  probe.listen(wanted, '127.0.0.1', () => probe.close(() => answer(true)));
});
const fuga = await startFuga({ port: isFree ? wanted : 0, processingMs: 3_000 });
process.stdout.write(
  `A stand-in for FUGA is ready.\n\n  FUGA_URL=${fuga.url}\n  name:     ${label.name}\n  password: ${label.password}\n\n` +
    `Start the app with FUGA_URL as above and CREDENTIALS_KEY=$(openssl rand -base64 32). Ctrl+C ends the stand-in.\n`,
);
