/** The worktree of one run: opened when a step first writes files, and shared by its child Sessions. */
import type { SessionState } from '#machines/session/session-state.ts';
import type { RunnerWorld } from '#server/runner/runner-world.ts';
import type { StepFiles } from '#server/runner/step-files.ts';
import { branchName } from '#server/runner/worktree/branch-name.ts';
import type { Worktree } from '#server/runner/worktree/worktrees.ts';
import { entryOf } from '#shared/artefact/entry.ts';
import type { ArtefactId, SessionId } from '#shared/id.ts';
import type { Refusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';
import type { WorkStep } from '#shared/session/session-type.ts';
import { SESSION_TYPES } from '#shared/session/session-types.ts';

export interface RunFiles {
	/** Where this step's files are: the served folder, for a step that writes none. */
	folderFor(
		session: SessionState,
		step: Pick<WorkStep, 'writes'>,
	): Promise<Result<string, Refusal>>;
	/** Commits what a step wrote so far. */
	keep(
		session: SessionState,
		step: Pick<WorkStep, 'name' | 'title'>,
		files: StepFiles,
		model: string,
	): Promise<Refusal | null>;
	/** Gives the worktree back, and says what to do with the branch. */
	leave(): Promise<void>;
}

export function createRunFiles(
	{ workspace, sessions, worker, worktrees }: RunnerWorld,
	root: SessionState,
	branchBefore: string | null,
	onBranch: (branch: string) => void,
): RunFiles {
	let tree: Worktree | null = null;
	const lent = new Set<SessionId>();

	async function open(): Promise<Result<Worktree, Refusal>> {
		if (tree !== null) return ok(tree);
		const about = titleOf(root.artefact);
		const branch = branchBefore ?? branchName(root.kind, about, root.artefact);
		const on =
			root.kind === 'component-code' || root.kind === 'integration'
				? branchName('component-tests', about, root.artefact)
				: null;
		const opened = await worktrees.open({ branch, on });
		if (!opened.ok) return opened;
		tree = opened.value;
		onBranch(branch);
		const { from } = tree;
		const text = `Files are written on the branch ${branch}, in a worktree of its own, from ${from}. What is not committed there is not in it.`;
		sessions.tell(root.id, worker.name, { type: 'note', text });
		return opened;
	}

	function titleOf(id: ArtefactId | null): string {
		return id === null ? '' : (entryOf(workspace.artefacts(), id)?.title ?? '');
	}

	return {
		async folderFor(session, { writes }) {
			if (!writes.includes('test') && !writes.includes('code')) return ok(workspace.folder);
			const opened = await open();
			if (!opened.ok) return opened;
			sessions.workIn(session.id, opened.value.folder);
			lent.add(session.id);
			return ok(opened.value.folder);
		},
		async keep(session, { name, title }, { writable }, model) {
			if (tree === null) return null;
			const about = titleOf(session.artefact);
			const subject = `${title}${about === '' ? '' : ` of ${about.slice(0, 60)}`}`;
			const body = `${SESSION_TYPES[session.kind].title} (${session.id}), step ${name}.\nWritten by ${worker.name} with ${model}.`;
			const kept = await tree.commit(writable, `${subject}\n\n${body}`);
			return kept.ok ? null : kept.error;
		},
		async leave() {
			if (tree === null && branchBefore !== null) {
				const opened = await open();
				if (!opened.ok) return;
			}
			if (tree === null) return;
			const { branch, folder } = tree;
			const isDone = sessions.get(root.id)?.phase === 'done';
			const isRemoved = isDone || (await tree.isClean());
			if (isRemoved) await tree.remove();
			tree = null;
			for (const session of lent) sessions.workIn(session, null);
			const rest = isRemoved
				? 'The worktree is removed.'
				: `What is not committed is in ${folder}.`;
			const text = `What was written is on the branch ${branch}. To look at it: git diff HEAD...${branch}. To take it: git merge ${branch}. ${rest}`;
			sessions.tell(root.id, worker.name, { type: 'note', text });
		},
	};
}
