import { expect, test } from 'vitest';
import type { SessionId } from '#shared/id.ts';
import { LogDown, type LogUp } from '#shared/protocol/log.ts';
import type { SessionActivity } from '#shared/protocol/sessions.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/version.ts';
import { admitRunner, openRunnerWorld, type RunnerWorld } from '#test/e2e/world/runner-world.ts';
import { ticketOf } from '#test/e2e/world/served.ts';
import { FILES } from '#test/e2e/world/session-story.ts';
import { openSocket } from '#test/e2e/world/socket.ts';

const PATIENCE = { timeout: 60_000 };

test('[SB16] the runner’s words reach who follows its session, over a real relay', async () => {
	await using world = await openRunnerWorld(FILES);
	await admitRunner(world);
	const { runner, api } = world;
	const { id } = await world.start('story-interview', null);
	const [reader, other] = [await connect(world, [id]), await connect(world, [])];
	api.play([{ say: 'I think about it for a long time', stallAfter: 4 }]);
	runner.run(id, {});
	const said = (one: typeof reader) => one.heard.flatMap(({ saying }) => saying ?? []);
	await expect.poll(() => said(reader).at(-1) ?? '', PATIENCE).toMatch(/^I think/);
	// That the run began is news for everybody, its words are not.
	await expect.poll(() => other.heard.length, PATIENCE).toBeGreaterThan(0);
	other.follow([id]);
	await expect.poll(() => said(other), PATIENCE).toEqual(said(reader).slice(-1));
	await runner.pause(id);
	await expect.poll(() => reader.heard.at(-1)?.saying, PATIENCE).toBeUndefined();
	expect(world.served.errors).toEqual([]);
	for (const { close } of [reader, other]) close();
});

/** Another device of Ada’s, which follows these. */
async function connect({ served, ada }: RunnerWorld, sessions: SessionId[]) {
	const { slug, journal } = served.workspace;
	const socket = openSocket(served, `/log/${slug}`, await ticketOf(served, ada));
	const heard: SessionActivity[] = [];
	const say = (message: LogUp) => socket.send(JSON.stringify(message));
	const follow = (wanted: SessionId[]) => say({ type: 'follow', sessions: wanted });
	await new Promise((resolve) => socket.on('open', resolve));
	const welcomed = new Promise((resolve) => {
		socket.on('message', (data) => {
			const message = LogDown.parse(JSON.parse(String(data)));
			if (message.type === 'welcome') resolve(null);
			if (message.type === 'sessionActivity') heard.push(message);
		});
	});
	const { root } = journal.ledger.state();
	say({ type: 'hello', protocol: PROTOCOL_VERSION, root, position: 0 });
	await welcomed;
	if (sessions.length > 0) follow(sessions);
	return { heard, follow, close: () => socket.close() };
}
