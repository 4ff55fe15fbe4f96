/** What somebody who may commit could slip into `.lintel/log`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Workspace } from '#server/workspace.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { hashOf } from '#shared/hash.ts';
import type { Envelope } from '#shared/lifecycle/envelope.ts';
import { openFolder } from '#test/e2e/open-folder.ts';
import { createWorkingCopy } from '#test/e2e/working-copy.ts';
import { createSignedWorkspace } from '#test/fixtures/signed-workspace.ts';

function commit(folder: string, ...envelopes: readonly Envelope[]): string {
	const text = envelopes.map((envelope) => `${canonicalJson(envelope)}\n`).join('');
	const path = join(folder, `.lintel/log/${hashOf(text)}.jsonl`);
	mkdirSync(join(folder, '.lintel/log'), { recursive: true });
	writeFileSync(path, text);
	return path;
}

function rulesIn(workspace: Workspace): string[] {
	return workspace.findings().map(({ rule }) => rule);
}

describe('a log that somebody tampered with', () => {
	test('[LF3] half a character in an event keeps nobody from starting', async () => {
		using copy = createWorkingCopy({});
		const { founding, root, ada, sign } = await createSignedWorkspace();
		const kind = 'KIND';
		const started = { type: 'sessionStarted', session: 'se_0000000000', artefact: null } as const;
		const half = canonicalJson(await sign(ada, { ...started, kind })).replace(kind, '\\ud800');
		commit(copy.folder, founding);
		copy.write('.lintel/log/half.jsonl', `${half}\n`);
		await using workspace = await openFolder(copy);
		expect(workspace.journal.ledger.state().root).toBe(root);
		expect(rulesIn(workspace)).toContain('log-line-invalid');
	});
});
