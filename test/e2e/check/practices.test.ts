/** A team that works with stories alone, or with designs alone, sees nothing of the rest. */
import { expect, test } from 'vitest';
import { ComponentId } from '#shared/id.ts';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import { connectAgent, tokenFor } from '#test/e2e/world/agent.ts';
import { createPerson } from '#test/e2e/world/person.ts';
import { append, foundBy, linkTo, serveFolder, signedBy } from '#test/e2e/world/served.ts';
import { foundWorkspace, openPlace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

test('[PR3] an agent of a stories-only team finds stories, and no tool for the rest', async () => {
	await using served = await serveFolder(bookshop);
	const ada = await createPerson('Ada');
	await foundBy(served, ada);
	const gates = { story: 'required', context: 'off', design: 'off' } as const;
	await append(
		served,
		await signedBy(served, ada, { type: 'policySet', policy: { ...DEFAULT_POLICY, gates } }),
	);
	const { token } = tokenFor(served, 'robin');
	await using agent = await connectAgent(served, token);

	const { tools } = await agent.client.listTools();
	const names = tools.map(({ name }) => name);
	expect(names).toContain('write_story');
	expect(names).not.toContain('write_context');
	expect(names).not.toContain('write_design');
	const found = await agent.call('find_artefacts');
	expect(JSON.stringify(found)).toContain('Reserve a copy');
	expect(JSON.stringify(found)).not.toMatch(/"(context|design)"/);
	const next = JSON.stringify(await agent.call('get_work_context'));
	expect(next).not.toMatch(/write_context|write_design/);
	const checked = JSON.stringify(await agent.call('check'));
	expect(checked).not.toMatch(/context|design/i);
});

test('[PR3] what is off is not there for an agent that knows its id, or its tool’s name', async () => {
	await using served = await serveFolder(bookshop);
	const ada = await createPerson('Ada');
	await foundBy(served, ada);
	const [context] = served.workspace.artefacts().contexts;
	const [design] = served.workspace.artefacts().designs;
	if (context === undefined || design === undefined) throw new Error('The bookshop has them.');
	const gates = { story: 'required', context: 'off', design: 'off' } as const;
	await append(
		served,
		await signedBy(served, ada, { type: 'policySet', policy: { ...DEFAULT_POLICY, gates } }),
	);
	const { token } = tokenFor(served, 'robin');
	await using agent = await connectAgent(served, token);

	const { resourceTemplates } = await agent.client.listResourceTemplates();
	expect(resourceTemplates.map(({ name }) => name)).toEqual(['stories', 'sessions']);
	await expect(agent.callRaw('write_context', { name: 'Orders' })).rejects.toThrow('not found');
	const text = `---\nid: ${design.id}\n---\n# Session\n\nForged.\n`;
	await expect(agent.callRaw('write_design', { text })).rejects.toThrow('not found');
	for (const { id } of [context, design]) {
		const revision = `sha256:${'a'.repeat(64)}`;
		for (const [tool, more] of [
			['read_artefact', {}],
			['submit_for_review', { revision }],
			['comment', { thread: 'cm_0000000000', text: 'Forged.' }],
			['check', {}],
		] as const) {
			expect(await agent.refusalOf(tool, { id, ...more })).toContain(`no artefact ${id}`);
		}
	}
	expect(served.workspace.files.designText(design.id)).not.toContain('Forged');
});

test('[PR5] a team without a map writes designs, by hand and through an agent', async () => {
	await using served = await serveFolder({ 'tsconfig.json': '{}' });
	const ada = await createPerson('Ada');
	await foundBy(served, ada);
	const gates = { story: 'off', context: 'off', design: 'required' } as const;
	await append(
		served,
		await signedBy(served, ada, { type: 'policySet', policy: { ...DEFAULT_POLICY, gates } }),
	);
	const { token } = tokenFor(served, 'robin');
	await using agent = await connectAgent(served, token);
	const nameless = await agent.refusalOf('write_design', { text: '# Session\n' });
	expect(nameless).toContain('component, type and code');
	const text =
		'---\ncomponent: Session\ntype: module\ncode: src/accounts/session.ts\n---\n# Session\n\nKeeps a reader signed in.\n';
	const made = await agent.call('write_design', { text });
	const found = await agent.call('find_artefacts');
	expect(JSON.stringify(found)).toContain('"Session"');
	const again = await agent.call('write_design', {
		id: made['id'],
		baseRevision: made['revision'],
		text: text.replace('signed in', 'signed in for a day'),
	});
	expect(again['id']).toBe(made['id']);
	await served.workspace.files.flush();
	expect(served.workspace.files.designPath(ComponentId.parse(made['id']))).toBe(
		'docs/design/accounts/session.md',
	);
	expect(JSON.stringify(await agent.call('check'))).not.toContain('"error":1');
});

test('[PR5] the app starts a design where there is no map', async () => {
	await using served = await serveFolder({ 'tsconfig.json': '{}' });
	await using ada = await openVisitor();
	const { page } = ada;
	await foundWorkspace(page, linkTo(served), 'Ada');
	await openPlace(page, 'Settings');
	for (const gate of ['user stories', 'context map']) {
		const group = page.getByRole('group', { name: `Gate of ${gate}` });
		await group.getByRole('radio', { name: 'Off' }).check();
	}
	await page.getByRole('button', { name: 'Sign the change' }).click();
	const rail = page.getByRole('navigation').first();
	await rail.getByRole('link', { name: 'Stories' }).waitFor({ state: 'detached' });
	await openPlace(page, 'Designs');
	await page.keyboard.press('n');
	await page.getByRole('textbox', { name: 'Component' }).fill('Accounts.Session');
	await page.getByLabel('Code file').fill('src/accounts/session.ts');
	await page.getByRole('dialog').getByRole('button', { name: 'Write the design' }).click();
	await page.locator('.cm-content').getByText('Accounts.Session').first().waitFor();
	await page.getByText('src/accounts/session.ts').first().waitFor();
});

test('[PR4] an owner turns practices off and on; the app shows what is on', async () => {
	await using served = await serveFolder(bookshop);
	await using ada = await openVisitor();
	const { page } = ada;
	await foundWorkspace(page, linkTo(served), 'Ada');
	const rail = page.getByRole('navigation').first();
	await rail.getByRole('link', { name: 'Map' }).waitFor();

	await openPlace(page, 'Settings');
	await choose('context map', 'Off');
	await choose('component designs', 'Off');
	await page.getByText('You sign: context map: required → off; component designs').waitFor();
	await page.getByRole('button', { name: 'Sign the change' }).click();
	await rail.getByRole('link', { name: 'Map' }).waitFor({ state: 'detached' });
	expect(await rail.getByRole('link', { name: 'Designs' }).count()).toBe(0);

	await openPlace(page, 'Stories');
	await page
		.getByRole('link', { name: /Reserve a copy/ })
		.first()
		.click();
	await page.getByLabel('Criterion 1', { exact: true }).waitFor();
	expect(await page.getByText(/context|design/i).allInnerTexts()).toEqual([]);
	await page.getByRole('button', { name: 'Story menu' }).click();
	await page.getByRole('menuitem', { name: /Duplicate/ }).waitFor();
	expect(await page.getByRole('menuitem', { name: /context/i }).count()).toBe(0);
	await page.keyboard.press('Escape');

	await openPlace(page, 'Now');
	const pipeline = page.getByRole('region', { name: 'How far it has come' });
	await pipeline.getByText('Stories').waitFor();
	expect(await pipeline.getByText(/Contexts|Designs/).count()).toBe(0);
	await page.keyboard.press('Control+k');
	await page.getByRole('combobox').fill('accounts');
	await page.getByText('Nothing says that.').waitFor();
	await page.keyboard.press('Escape');
	await page.goto(`${served.origin}/w/${served.workspace.slug}/map`);
	await page.getByRole('heading', { name: 'The context map is off here' }).waitFor();

	await page.reload();
	await page.getByRole('heading', { name: 'The context map is off here' }).waitFor();
	expect(await rail.getByRole('link', { name: 'Map' }).count()).toBe(0);
	await openPlace(page, 'Settings');
	await choose('context map', 'Advisory');
	await page.getByRole('button', { name: 'Sign the change' }).click();
	await rail.getByRole('link', { name: 'Map' }).waitFor();

	async function choose(gate: string, mode: string) {
		await page
			.getByRole('group', { name: `Gate of ${gate}` })
			.getByRole('radio', { name: mode })
			.check();
	}
});
