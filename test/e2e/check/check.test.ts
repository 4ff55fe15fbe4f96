/** An agent, a browser and a person with an editor are told the same, by the same rules. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { type Agent, connectAgent, tokenFor } from '#test/e2e/world/agent.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { blobOf, createPerson } from '#test/e2e/world/person.ts';
import { append, foundBy, type Served, serveFolder, signedBy } from '#test/e2e/world/served.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';

const STORIES = `# Stories

## Sign in <!-- st_0000000001 -->

As a reader, I want to sign in, so that my shelf follows me.

**Acceptance Criteria**
- It opens the shelf <!-- ac_0000000001 -->
- Sign-in is fast <!-- ac_0000000002 -->
- It opens the shelf. <!-- ac_0000000003 -->

## Shelve <!-- st_0000000002 -->

As a reader, I want to shelve, so that I find it again.
`;
const MAP = `# Map

## Accounts <!-- cx_0000000001 -->
**Type**: domain
**Entity**: Account
**Stories**
- Sign in <!-- st_0000000001 -->
- Shelve <!-- st_0000000002 -->

### Components
| Component | Type | Code |
|---|---|---|
| Session | service | src/session.ts <!-- cp_0000000001 --> |
`;
const DESIGN = `---
id: cp_0000000001
component: Session
type: service
context: cx_0000000001
criteria: []
---
# Session

## Purpose

Why.
`;
const FILES = {
	'user_stories.md': STORIES,
	'context_map.md': MAP,
	'docs/design/elsewhere.md': DESIGN,
};

const Told = z.array(
	z.object({
		rule: z.string(),
		file: z.optional(z.string()),
		line: z.optional(z.int()),
		place: z.optional(z.array(z.int())),
		quickFixes: z.optional(z.array(z.string())),
	}),
);

async function agentAt(served: Served): Promise<Agent> {
	const ada = await createPerson('Ada');
	await foundBy(served, ada);
	const { id, token } = tokenFor(served, 'robin');
	const name = blobRefOf(blobOf('robin'));
	const admitted = { type: 'agentAdded', agent: id, name, responsible: ada.id } as const;
	await append(served, await signedBy(served, ada, admitted));
	return connectAgent(served, token);
}

test('[VA16] an agent sees rule, file, line, place and what a person may click', async () => {
	await using served = await serveFolder(FILES);
	await using agent = await agentAt(served);
	const { findings } = await agent.call('check', { id: 'st_0000000001' });
	expect(Told.parse(findings)).toEqual([
		{
			...{ rule: 'untestable-words', file: 'user_stories.md', line: 9, place: [11, 15] },
		},
		{
			...{ rule: 'same-criterion', file: 'user_stories.md', line: 10 },
			quickFixes: ['Remove this criterion'],
		},
	]);
	const design = Told.parse((await agent.call('check', { id: 'cp_0000000001' })).findings);
	expect(design.map(({ rule, file }) => `${rule} ${file}`)).toEqual([
		'section-missing docs/design/elsewhere.md',
		'section-missing docs/design/elsewhere.md',
		'section-missing docs/design/elsewhere.md',
		'design-misplaced docs/design/elsewhere.md',
		'design-without-code docs/design/elsewhere.md',
	]);
	expect(design[0]?.quickFixes).toEqual(['Insert the section “Public API”']);
	const all = await agent.call('check', {});
	expect(all['error']).toBe(1);
});

test('[VA16] what has an error is refused at the gate, which names it', async () => {
	await using served = await serveFolder(FILES);
	await using agent = await agentAt(served);
	const { revision } = await agent.call('read_artefact', { id: 'st_0000000002' });
	const submitting = agent.call('submit_for_review', { id: 'st_0000000002', revision });
	await expect(submitting).rejects.toThrow('“Shelve” has no acceptance criteria.');
	expect(served.workspace.viewOf('st_0000000002').phase).toBe('draft');
});

test('[VA15] levels and templates are read again while it runs, and browsers are told', async () => {
	using copy = createWorkingCopy(FILES);
	await using workspace = await openFolder(copy);
	const write = (path: string, text: string) => {
		mkdirSync(dirname(join(copy.folder, path)), { recursive: true });
		writeFileSync(join(copy.folder, path), text);
	};
	const rules = () => workspace.findings().map(({ rule, severity }) => `${severity} ${rule}`);
	expect(rules()).toContain('warning untestable-words');

	write(
		'lintel.config.json',
		'{ "rules": { "untestable-words": "error", "same-criterion": "off", "design-misplaced": "info" } }',
	);
	write('.lintel/templates/service.md', '# Ours\n\n## Purpose\n\n## Promise\n\n_What it keeps._\n');
	await until(() => rules().includes('error untestable-words'));
	await until(() => workspace.findings().some(({ message }) => message.includes('“Promise”')));
	expect(rules()).not.toContain('warning same-criterion');
	expect(rules()).toContain('info design-misplaced');
	const { settings } = workspace.observed();
	expect(settings?.rules).toMatchObject({ 'same-criterion': 'off' });
	expect(settings?.templates['service']?.sections.map(({ hint }) => hint)).toEqual([
		...['', 'What it keeps.'],
	]);

	write('.lintel/templates/service.md', '# Ours\n\n## Purpose\n\n## Purpose\n');
	write('lintel.config.json', '{ "rules": { "untestable-word": "off" } }');
	const told = () =>
		workspace.findings().map(({ file, line, message }) => ({ file, line, message }));
	await until(() =>
		told().some(({ file, line }) => file === '.lintel/templates/service.md' && line === 5),
	);
	const config = await until(() => told().find(({ file }) => file === 'lintel.config.json'));
	expect(config.message).toContain('did you mean "untestable-words"?');
	expect(rules()).toContain('error untestable-words');
});
