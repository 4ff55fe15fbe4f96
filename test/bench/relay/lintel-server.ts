/** Our relay as it is served: Hono on Node, rooms over SQLite with every commit on disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '#server/storage/sqlite.ts';
import { createRooms } from '#server/sync/rooms.ts';
import { seedDesign } from '#test/fixtures/relay-world.ts';
import { createSyncServer } from '#test/fixtures/sync-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'lintel-bench-'));
const opened = openSqliteStore(join(folder, 'lintel.db'));
if (!opened.ok) throw new Error(opened.error.reason);
const rooms = createRooms({ store: opened.value, seed: seedDesign });
const server = createSyncServer(rooms, 0, ({ port }: AddressInfo) => process.send?.({ port }));

process.on('message', () => {
	process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() });
});
process.on('disconnect', () => {
	server.close();
	rmSync(folder, { recursive: true, force: true });
	process.exit(0);
});
