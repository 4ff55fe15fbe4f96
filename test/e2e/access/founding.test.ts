import { expect, test } from 'vitest';
import { RelayId } from '#shared/id.ts';
import { createPerson } from '#test/e2e/world/person.ts';
import { foundingOf, post, serveFolder } from '#test/e2e/world/served.ts';

test('[AC1] a founding that names another relay, or holds what founds nothing, leaves the code unused', async () => {
	await using fresh = await serveFolder();
	const { slug: name, relay } = fresh.workspace;
	const code = fresh.relay.access.pairing.open(name);
	const person = await createPerson('Ada');
	const other = (await createPerson('Mallory')).device.key;
	const asked = async (workspace: Parameters<typeof foundingOf>[0]['workspace']) =>
		post(fresh, `/api/w/${name}/found`, await foundingOf({ workspace }, person, code));
	for (const workspace of [
		{ relay: { id: relay.id, key: other } },
		{ relay: { id: RelayId.parse('rl_0000000001'), key: relay.key } },
	]) {
		const answer = await asked(workspace);
		expect(answer.status).toBe(400);
		expect(await answer.json()).toMatchObject({ error: { guard: 'relay-key' } });
	}
	const founding = await foundingOf(fresh, person, code);
	const rootless = { ...founding, envelopes: founding.envelopes.slice(1) };
	const refused = await post(fresh, `/api/w/${name}/found`, rootless);
	expect(await refused.json()).toMatchObject({ error: { guard: 'not-a-founding' } });
	expect(fresh.workspace.journal.ledger.state().root).toBeNull();
	expect((await asked({ relay })).status).toBe(200);
});
