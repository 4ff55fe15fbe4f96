/** A small repository with real tests, served and founded, whose owner approved all of it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Verified } from '#shared/evidence/verified.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Blob } from '#shared/lifecycle/blob.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import { eventIdOf } from '#shared/lifecycle/envelope.ts';
import type { EvidenceRules } from '#shared/lifecycle/evidence-rules.ts';
import { DEFAULT_POLICY, type Policy } from '#shared/lifecycle/policy.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { storyParts } from '#shared/lifecycle/story-parts.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';
import { createPerson, type Person } from '#test/e2e/world/person.ts';
import { append, foundBy, type Served, serveFolder, signedBy } from '#test/e2e/world/served.ts';

export const [STORY, SHELF, LOCK] = ['st_k3f9x2m7qa', 'ac_0f2k9c41tz', 'ac_7d1m5x8r2b'] as const;
export const [CONTEXT, SESSION] = ['cx_acc0000000', 'cp_ses0000000'] as const;
export const CODE = 'src/accounts/session.ts';
export const TEST = 'test/accounts/session.test.ts';

export const FILES: Readonly<Record<string, string>> = {
	'user_stories.md': `# Bookshop

## Sign in with email <!-- ${STORY} -->

As a reader, I want to sign in with my email, so that my shelf follows me.

**Acceptance Criteria**
- A reader with a valid password reaches their shelf <!-- ${SHELF} -->
- Five wrong passwords lock sign-in <!-- ${LOCK} -->
`,
	'context_map.md': `# Bookshop: context map

## Accounts <!-- ${CONTEXT} -->
**Type**: domain
**Entity**: Account
**Responsibilities**: Sign-in.
**Dependencies**: None
**Stories**
- Sign in with email <!-- ${STORY} -->

### Components
| Component | Type | Code |
|---|---|---|
| Session | module | ${CODE} <!-- ${SESSION} --> |
`,
	'docs/design/accounts/session.md': `---
id: ${SESSION}
component: Session
type: module
context: ${CONTEXT}
criteria: [${SHELF}, ${LOCK}]
---
# Session

Keeps a reader signed in.
`,
	[CODE]: 'export const MOST_TRIES = 5;\n',
	[TEST]: `import { describe, test } from 'node:test';
import { strictEqual } from 'node:assert';
import { MOST_TRIES } from '../../src/accounts/session.ts';

test('a valid password opens the shelf [${SHELF}]', () => {});
describe('Sign in with email', () => {
	test('Five wrong passwords lock sign-in', () => strictEqual(MOST_TRIES, 5));
});
`,
	'package.json': '{ "type": "module" }\n',
};

export const COMMAND = [process.execPath, '--test', '--test-reporter=junit', '{files}'];

export interface Shop extends AsyncDisposable {
	readonly served: Served;
	readonly folder: string;
	/** Who founded it, and owns it. */
	readonly ada: Person;
	write(path: string, text: string): void;
	read(path: string): string;
	remove(path: string): void;
	git(...args: string[]): void;
	/** Ada signs it; with the blobs that it names. */
	say(payload: EventPayload, ...blobs: readonly Blob[]): Promise<void>;
	setPolicy(policy: Partial<Policy>): Promise<void>;
	verify(...paths: string[]): Promise<Result<Verified, Refusal>>;
	replay(): Promise<Result<Verified, Refusal>>;
	/** Phases as the relay sees them, once it has looked at the files. */
	phases(): Promise<readonly string[]>;
}

export async function openShop(
	rules: Partial<EvidenceRules> = {},
	files: Readonly<Record<string, string>> = FILES,
): Promise<Shop> {
	const served = await serveFolder({ ...files });
	const folder = join(served.folder, 'app');
	const { workspace } = served;
	const ada = await createPerson('ada');
	await foundBy(served, ada);

	const say: Shop['say'] = async (payload, ...blobs) => {
		const envelope = await signedBy(served, ada, payload);
		const result = await workspace.journal.append([envelope], [], blobs);
		if (!result.ok) throw new Error(JSON.stringify(result));
	};
	const setPolicy = (policy: Partial<Policy>) =>
		say({ type: 'policySet', policy: { ...DEFAULT_POLICY, ...policy } });
	const git = (...args: string[]) =>
		void execFileSync('git', ['-c', 'user.name=ada', '-c', 'user.email=a@b', ...args], {
			...{ cwd: folder, stdio: 'ignore' },
		});
	const hooks = { signal: new AbortController().signal, onOutput: () => {} };

	async function approve(artefact: ArtefactId, parts: object): Promise<void> {
		const revision = workspace.viewOf(artefact) && revisionOf(artefact);
		const submitted = await signedBy(served, ada, {
			...{ type: 'submitted', artefact, revision, criteria: {}, basis: [] },
			...parts,
		});
		await append(served, submitted);
		await say({ type: 'approved', answers: eventIdOf(submitted.event), revision });
	}

	function revisionOf(id: ArtefactId) {
		const { stories, contexts, designs } = workspace.artefacts();
		const [story] = stories.filter((one) => one.id === id);
		const [context] = contexts.filter((one) => one.id === id);
		const [design] = designs.filter((one) => one.id === id);
		if (story) return revisionOfArtefact({ kind: 'story', story });
		if (context) return revisionOfArtefact({ kind: 'context', context });
		if (design) return revisionOfArtefact({ kind: 'design', design });
		throw new Error(`There is no ${id}.`);
	}

	await workspace.save();
	const [story] = workspace.artefacts().stories;
	await approve(STORY, story ? storyParts(story) : {});
	await approve(CONTEXT, {});
	await approve(SESSION, { context: CONTEXT });
	await setPolicy({ test: COMMAND, evidence: { on: true, ...rules } });
	await workspace.save();
	git('init', '-q', '-b', 'main');
	git('add', '-A');
	git('commit', '-qm', 'One');

	return {
		...{ served, folder, ada, git, say, setPolicy },
		write(path, text) {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), text);
		},
		read: (path) => readFileSync(join(folder, path), 'utf8'),
		remove: (path) => rmSync(join(folder, path)),
		verify: (...paths) =>
			workspace.verification.verify({ paths, report: null, replay: false }, hooks),
		replay: () => workspace.verification.verify({ paths: [], report: null, replay: true }, hooks),
		async phases() {
			await workspace.save();
			return [STORY, CONTEXT, SESSION].map((id) => workspace.viewOf(id).phase);
		},
		[Symbol.asyncDispose]: () => served[Symbol.asyncDispose](),
	};
}
