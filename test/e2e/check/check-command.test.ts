import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { CheckReport } from '#server/check/report.ts';
import { reportSchemaText } from '#server/check/report-schema.ts';
import { lintel } from '#test/e2e/world/lintel-command.ts';
import { CODE_FILE, createProvedCopy, STORY } from '#test/fixtures/proved-copy.ts';

test('[CK10] the command ends with 0, 1 or 2, and its JSON follows the schema', async () => {
	using copy = await createProvedCopy();
	await copy.approve(STORY);
	copy.save();
	copy.write('docs/design/session.md', '');
	const root = ['--root', copy.people.root];
	const clean = await lintel(['check', '--json', ...root], copy);
	const report = CheckReport.parse(JSON.parse(clean.stdout));
	expect(report.artefacts.find(({ id }) => id === STORY)?.approvals[0]?.name).toBe('ada');
	expect({ code: clean.code, failing: report.summary.failing }).toEqual({ code: 0, failing: 0 });
	const validate = new Ajv2020().compile(JSON.parse(reportSchemaText()));
	expect(validate(JSON.parse(clean.stdout))).toBe(true);

	copy.write(CODE_FILE, '');
	const failing = await lintel(['check', ...root], copy);
	expect(failing.code).toBe(1);
	expect(failing.stdout).toContain(`${CODE_FILE}:1:1 error code-before-approval`);
	expect(failing.stdout).not.toContain('\u001b');

	for (const args of [['--root', 'nonsense'], ['--base', 'nowhere'], ['--nonsense']]) {
		expect((await lintel(['check', ...args], copy)).code).toBe(2);
	}
	copy.write('lintel.config.json', '{');
	const broken = await lintel(['check'], copy);
	expect(broken).toMatchObject({ code: 2, stdout: '' });
	expect(broken.stderr).toContain('lintel.config.json is not JSON');
});

test('[CK2] the root comes from LINTEL_ROOT as well, and an empty one pins nothing by mistake', async () => {
	using copy = await createProvedCopy();
	copy.save();
	const env = { LINTEL_ROOT: copy.people.root };
	expect((await lintel(['check'], { ...copy, env })).stdout).toContain('(pinned)');
	const empty = await lintel(['check'], { ...copy, env: { LINTEL_ROOT: '' } });
	expect(empty).toMatchObject({ code: 2 });
	expect(empty.stderr).toContain('The root is empty');
});
