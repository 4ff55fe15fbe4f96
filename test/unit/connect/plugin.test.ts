/**
 * The Claude Code plugin is written from what the code says: `vitest run -u` renews it. Its shape was
 * held against `claude plugin validate`.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { entryAlone } from '#server/connect/connect-plan.ts';
import { serverEntry, stdioWay } from '#server/connect/server-entry.ts';
import { skillNamed } from '#server/connect/skill.ts';
import { clientHooks } from '#server/guard/client-hooks.ts';
import { errandOf } from '#shared/session/errand.ts';
import { SessionKind } from '#shared/session/session-kind.ts';
import { SESSION_TYPES } from '#shared/session/session-types.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PLUGIN = 'integrations/claude-code';
const { version, description, license, files } = JSON.parse(
	readFileSync(join(ROOT, 'package.json'), 'utf8'),
);

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const expected = new Map<string, string>([
	[
		'integrations/.claude-plugin/marketplace.json',
		json({
			name: 'lintel',
			owner: { name: 'Lintel' },
			description: 'Lintel for Claude Code',
			plugins: [{ name: 'lintel', source: './claude-code', description, license }],
		}),
	],
	[
		`${PLUGIN}/.claude-plugin/plugin.json`,
		json({ name: 'lintel', version, description, author: { name: 'Lintel' }, license }),
	],
	[
		`${PLUGIN}/.mcp.json`,
		entryAlone(serverEntry('claude', stdioWay('claude', ['lintel'], null), () => null)),
	],
	[`${PLUGIN}/hooks/hooks.json`, json({ description: 'The Lintel guard', hooks: guardHooks() })],
	[`${PLUGIN}/skills/work/SKILL.md`, skillNamed('work', '')],
	...SessionKind.options.map((kind): [string, string] => [
		`${PLUGIN}/skills/${kind}/SKILL.md`,
		sessionSkill(kind),
	]),
	[`${PLUGIN}/LICENSE`, readFileSync(join(ROOT, 'LICENSE'), 'utf8')],
]);

function guardHooks(): Record<string, unknown[]> {
	const { entries } = clientHooks('claude', { root: null, failClosed: false });
	return Object.fromEntries(entries.map(({ path, value }) => [path.at(-1) ?? '', [value]]));
}

/** A command of its own: /lintel:story-interview and its like. */
function sessionSkill(kind: SessionKind): string {
	const { title, goal } = SESSION_TYPES[kind];
	const about = `${title}. Afterwards: ${goal} Use it when somebody asks for this in a repository that has Lintel.`;
	return `---\nname: ${kind}\ndescription: ${JSON.stringify(about)}\n---\n\n${errandOf(kind)}\n`;
}

describe('the Claude Code plugin', () => {
	test.each([...expected])('[CN7] %s says what the code says', async (file, text) => {
		await expect(text).toMatchFileSnapshot(join(ROOT, file));
	});

	test('[CN7] holds nothing else but what tells people of it, and comes with the package', () => {
		const there = globSync('integrations/**', { cwd: ROOT, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
			.sort();
		const dotted = [...expected.keys(), `${PLUGIN}/README.md`].sort();
		expect(there.filter((file) => !dotted.includes(file))).toEqual([]);
		expect(files).toContain('integrations');
	});
});
