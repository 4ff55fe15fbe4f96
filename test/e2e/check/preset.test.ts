import { expect, test } from 'vitest';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';

const CONTEXT_MAP = `# Contexts

## Shelves

**Type**: domain
**Entity**: Shelf

| Component | Type | Code |
| --- | --- | --- |
| Shelves.List | liveview | lib/shelves/list.ex |
`;

async function findingsWith(config: Readonly<Record<string, string>>) {
	using copy = createWorkingCopy({ 'context_map.md': CONTEXT_MAP, ...config });
	await using workspace = await openFolder(copy);
	const { preset } = workspace.observed();
	return { preset, findings: workspace.findings() };
}

test("[LG16] the config's preset is observed, and its rules hold", async () => {
	const elsewhere = await findingsWith({});
	expect(elsewhere.preset).toBe('typescript');
	const unknown = elsewhere.findings.filter(({ rule }) => rule === 'component-type-unknown');
	expect(unknown.map(({ severity }) => severity)).toEqual(['warning']);

	const phoenix = await findingsWith({ 'lintel.config.json': '{ "preset": "phoenix" }' });
	expect(phoenix.preset).toBe('phoenix');
	expect(phoenix.findings.map(({ rule }) => rule)).not.toContain('component-type-unknown');
});
