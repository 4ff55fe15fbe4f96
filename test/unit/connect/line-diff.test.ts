import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineDiff } from '#server/connect/line-diff.ts';

describe('a dry run', () => {
	test('[CN4] says of a new file that every line is new', () => {
		expect(lineDiff('a.json', null, '{\n}\n')).toEqual([
			'--- /dev/null',
			'+++ b/a.json',
			'@@ -0,0 +1,2 @@',
			'+{',
			'+}',
		]);
		expect(lineDiff('a.json', '{}\n', '{}\n')).toEqual([]);
	});

	test('[CN4] prints what git can apply, to the very file that a run would write', () => {
		const folder = mkdtempSync(join(tmpdir(), 'lintel-'));
		const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 });
		try {
			fc.assert(
				fc.property(text, text, (before, after) => {
					const [old, young] = [`${before.join('\n')}\n`, `${after.join('\n')}\n`];
					const diff = lineDiff('file', old, young);
					if (diff.length === 0) return;
					writeFileSync(join(folder, 'file'), old);
					const args = ['apply', '--unidiff-zero', '-'];
					execFileSync('git', args, { cwd: folder, input: `${diff.join('\n')}\n`, stdio: 'pipe' });
					expect(execFileSync('cat', ['file'], { cwd: folder, encoding: 'utf8' })).toBe(young);
				}),
				{ numRuns: 40, seed: 7 },
			);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	test('[CN3] shows no token that somebody once wrote into the file', () => {
		const before = '{\n"Authorization": "Bearer lat_0123456789abcdef"\n"x": "Bearer abcdef"\n}\n';
		const kept = `Bearer \${LINTEL_TOKEN}`;
		const after = `{\n"Authorization": "${kept}"\n}\n`;
		const diff = lineDiff('.mcp.json', before, after).join('\n');
		expect(diff).not.toMatch(/0123456789|abcdef/);
		expect(diff).toContain(kept);
		const bare = '{\n"env": { "T": "lat_0123456789abcdef" }\n}\n';
		expect(lineDiff('.mcp.json', bare, after).join('\n')).not.toContain('0123456789');
	});

	test.each([
		'"LINTEL_TOKEN": "lat_0123456789abcdef"',
		'"args": ["--header", "X-Agent:lat_0123456789abcdef"]',
		'"Authorization": "Basic 0123456789abcdef=="',
		"bearer = 'Bearer 0123456789abcdef'",
	])('[CN3] shows no secret, wherever it stands: %s', (line) => {
		const diff = lineDiff('.mcp.json', `${line}\n`, '{}\n').join('\n');
		expect(diff).not.toContain('0123456789');
		expect(diff).toContain('…');
	});
});
