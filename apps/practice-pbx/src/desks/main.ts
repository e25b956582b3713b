/** The practice desks alone, for a real FreeSWITCH in training: `node src/desks/main.ts [host] [port] [second port]`. */
import { z } from 'zod';
import { startPracticeDesks } from './practice-desks.ts';

const Port = z.coerce.number().int().min(0).max(65535);
const Arguments = z.tuple([
  z.string().default('127.0.0.1'),
  Port.default(5090),
  Port.default(5091),
]);

const [host, first, second] = Arguments.parse(
  Array.from({ length: 3 }, (_, index) => process.argv[2 + index]),
);
const desks = await startPracticeDesks(host, { carrier: first, 'carrier-second': second });
process.stdout.write(`practice desks at ${host}: ${JSON.stringify(desks.ports)}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void desks.stop());
