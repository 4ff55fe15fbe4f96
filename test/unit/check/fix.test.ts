import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type CheckCommand, runCheck } from '#server/check/run-check.ts';
import { EVERYTHING } from '#server/check/scope.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import {
	createProvedCopy,
	DESIGN,
	DESIGN_FILE,
	type ProvedCopy,
} from '#test/fixtures/proved-copy.ts';

const HINT = '_Why it exists, in a sentence or two._';
const BROKEN = `---\r
id: ${DESIGN}\r
component:   Session\r
type: service\r
context: cx_0000000001\r
criteria: [ac_0000000001]\r
own: 'kept'\r
---\r
# Sessions\r
\r
## Purpose\r
\r
It keeps a reader\u200b signed in.\r
\r
## Execution Flow\r
\r
* One\r
* Two\r
`;

async function fix(copy: ProvedCopy, asked: Partial<CheckCommand> = {}) {
	const said: string[] = [];
	const printed: string[] = [];
	const host = {
		...{ version: '1', disk: fs, run: runProgram, colour: false, grammars: [] },
		print: (line: string) => void printed.push(line),
		warn: (line: string) => void said.push(line),
	};
	const code = await runCheck(host, {
		...{ folder: copy.folder, root: copy.people.root, base: null, form: 'text' as const },
		...{ verbose: false, list: false, scope: EVERYTHING, fix: 'unbound' as const },
		...asked,
	});
	return { code, said: said.join('\n'), printed: printed.join('\n') };
}

describe('--fix', () => {
	test('[CK21] mends what is mechanical and keeps every other byte', async () => {
		using copy = await createProvedCopy();
		copy.write(DESIGN_FILE, BROKEN);
		copy.save();
		const { said, printed } = await fix(copy);
		expect(copy.read(DESIGN_FILE)).toBe(
			BROKEN.replace('# Sessions', '# Session')
				.replace('\u200b', '')
				.replace('* One', '1. One')
				.replace('* Two', '2. Two'),
		);
		expect(said).toContain(`mended  ${DESIGN_FILE}:9 design-title: Change it to “Session”`);
		expect(said).toContain('section-content: Number the steps');
		expect(printed).not.toContain('design-title');
		expect(printed).toContain('section-missing');
		const again = await fix(copy);
		expect(again.said).toContain('nothing to mend');
	});

	test('[CK21] splices stories and the map, and leaves what takes a choice', async () => {
		using copy = await createProvedCopy();
		const stories = copy.read('user_stories.md').replace('follows', 'fol\u200blows');
		copy.write(
			'user_stories.md',
			`${stories}- It is fast <!-- ac_0000000002 -->\n-  <!-- ac_0000000003 -->\n`,
		);
		copy.write('context_map.md', copy.read('context_map.md').replace('Sign-in.', 'Sign\u200b-in.'));
		copy.save();
		copy.commit();
		await fix(copy);
		expect(copy.changedLines()).toEqual([
			'-**Responsibilities**: Sign\u200b-in.',
			'+**Responsibilities**: Sign-in.',
			'-As a reader, I want to sign in, so that my shelf fol\u200blows me.',
			'+As a reader, I want to sign in, so that my shelf follows me.',
			'--  <!-- ac_0000000003 -->',
		]);
	});

	test('[CK21] leaves what is approved alone, or says that it left its gate', async () => {
		using copy = await createProvedCopy();
		copy.write(DESIGN_FILE, copy.read(DESIGN_FILE).replace('# Session', '# Sessions'));
		await copy.approve(DESIGN);
		copy.save();
		const before = copy.read(DESIGN_FILE);
		const left = await fix(copy);
		expect(copy.read(DESIGN_FILE)).toBe(before);
		expect(left.said).toContain('(“Session” is approved)');
		expect(left.said).toContain('--fix-approved');
		expect(left.printed).toContain('design-title');

		const all = await fix(copy, { fix: 'all' });
		expect(copy.read(DESIGN_FILE)).toBe(before.replace('# Sessions', '# Session'));
		expect(all.said).toContain('“Session” was approved: it left its gate');
		expect(all.printed).toContain('changed-since-approval');
	});

	test('[CK21] mends the rules that were asked for alone, and says so beside JSON', async () => {
		using copy = await createProvedCopy();
		copy.write(DESIGN_FILE, `${BROKEN}\r\n${HINT}\r\n`);
		copy.save();
		const scope = { rules: ['design-title'], changed: null };
		const { printed } = await fix(copy, { scope, form: 'json' });
		expect(copy.read(DESIGN_FILE)).toBe(
			`${BROKEN.replace('# Sessions', '# Session')}\r\n${HINT}\r\n`,
		);
		expect(JSON.parse(printed).findings).toEqual([]);
	});

	test('[CK21] writes nothing through a link that leads out of the repository', async () => {
		using copy = await createProvedCopy();
		copy.save();
		copy.write('../outside.md', BROKEN);
		fs.rmSync(`${copy.folder}/${DESIGN_FILE}`);
		fs.symlinkSync('../../../outside.md', `${copy.folder}/${DESIGN_FILE}`);
		await fix(copy);
		expect(copy.read('../outside.md')).toBe(BROKEN);
	});
});
