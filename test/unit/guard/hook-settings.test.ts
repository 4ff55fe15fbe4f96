import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { pipelineOf } from '#server/guard/ci-files.ts';
import { clientHooks } from '#server/guard/client-hooks.ts';
import { CLIENTS } from '#server/guard/clients.ts';
import { ownerOf, scriptOf } from '#server/guard/git-scripts.ts';
import { hasEntries, withEntries, withoutEntries } from '#server/guard/hook-settings.ts';
import { planPipeline, planWithoutPipeline } from '#server/guard/install-plan.ts';

const choice = { root: 'a'.repeat(64), failClosed: false };

const OTHERS = `{
    // mine
    "permissions": { "allow": ["Bash(npm:*)"],   "deny": [] },
    "hooks": {
        "PreToolUse": [
            { "matcher": "Write", "hooks": [{ "type": "command", "command": "mine.sh" }] }
        ],
        "Stop": []
    }
}
`;

describe.each(CLIENTS)('the settings of %s', (client) => {
	const { entries, version } = clientHooks(client, choice);
	const lists = entries.map(({ path }) => path);

	test('[GU1] begin as one valid file, and a second time changes nothing', () => {
		const fresh = withEntries(null, entries, version);
		expect(JSON.parse(fresh ?? '')).toMatchObject(version === null ? {} : { version });
		expect(hasEntries(fresh ?? '', lists)).toBe(true);
		expect(withEntries(fresh, entries, version)).toBe(fresh);
	});

	test('[GU1] keep what others put there, byte by byte', () => {
		const merged = withEntries(OTHERS, entries, null) ?? '';
		const lines = merged.split('\n');
		for (const line of OTHERS.split('\n').slice(0, 3)) expect(lines).toContain(line);
		expect(merged).toContain(
			'{ "matcher": "Write", "hooks": [{ "type": "command", "command": "mine.sh" }] }',
		);
		expect(hasEntries(merged, lists)).toBe(true);
		expect(withEntries(merged, entries, null)).toBe(merged);
	});

	test('[GU1] take another choice in place of the first, once', () => {
		const first = withEntries(OTHERS, entries, null);
		const closed = clientHooks(client, { ...choice, failClosed: true });
		const second = withEntries(first, closed.entries, null) ?? '';
		expect(second.match(/--fail-closed/g)).toHaveLength(entries.length);
		expect(second.match(/lintel guard ask/g)).toHaveLength(entries.length);
	});

	test('[GU2] come out again as they were, and a file of Lintel’s alone is to go', () => {
		const others = OTHERS.replace(',\n        "Stop": []', '');
		const merged = withEntries(others, entries, null) ?? '';
		expect(withoutEntries(merged, lists)).toBe(others);
		expect(withoutEntries(withEntries(null, entries, version) ?? '', lists)).toBeNull();
	});
});

test('[GU1] what is no JSON, or has something else in the list’s place, is not touched', () => {
	const { entries } = clientHooks('claude', choice);
	expect(withEntries('{ "hooks": ', entries, null)).toBeNull();
	expect(withEntries('[]', entries, null)).toBeNull();
	expect(withEntries('{ "hooks": { "PreToolUse": 1 } }', entries, null)).toBeNull();
});

test('[GU1] a git hook is known again as the guard’s, the save hook’s, or somebody else’s', () => {
	expect(ownerOf(scriptOf('pre-push', choice, [], false, ''))).toBe('guard');
	expect(ownerOf("#!/bin/sh\n# Puts Lintel's log into this commit. It never stops one.\n")).toBe(
		'save',
	);
	expect(ownerOf('#!/bin/sh\nlintel guard commit\n')).toBe('other');
});

test('[GU8] pipelines take the root from a setting, the base from what is merged into, and run nothing of the change', () => {
	const { text } = pipelineOf('github', '1.2.3', '');
	expect(text).toContain(`LINTEL_ROOT: \${{ vars.LINTEL_ROOT }}`);
	expect(text).toContain('github.event.pull_request.base.sha');
	expect(text).toContain('lintel@1.2.3');
	expect(text).toContain('pull_request_target');
	expect(text).toContain('persist-credentials: false');
	const runs = text.split('\n').filter((line) => line.includes('run: '));
	for (const run of runs) expect(run).not.toContain(`\${{`);
	expect(text.match(/working-directory: \${{ runner.temp }}/g)).toHaveLength(runs.length);
	expect(parseYaml(text)).toMatchObject({
		permissions: { contents: 'read' },
		jobs: { check: { steps: [{ with: { path: 'repository', 'fetch-depth': 0 } }, {}, {}, {}] } },
	});
	expect(parseYaml(pipelineOf('gitlab', '1.2.3', '').text)).toMatchObject({
		lintel: { variables: { GIT_DEPTH: 0 } },
	});
	expect(pipelineOf('gitlab', '1.2.3', '').text).toContain('--root "$LINTEL_ROOT"');
});

test('[GU8] a pipeline lies where forges look, and checks the folder of the repository that it is of', () => {
	for (const forge of ['github', 'gitlab'] as const) {
		const { text, file } = pipelineOf(forge, '1.2.3', 'shops/book"shop/');
		expect(text).toMatch(/--repo "[^ ]+\/shops\/book\\"shop" --/);
		expect(planPipeline(forge, '2.0.0', () => text, 'shops/book"shop/').kind).toBe('write');
		expect(planPipeline(forge, '2.0.0', () => text, '')).toMatchObject({ kind: 'by-hand', file });
		expect(planWithoutPipeline(forge, () => text, '')).toBeNull();
	}
});
