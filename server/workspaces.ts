/** The repositories that one Lintel serves, by slug. */
import type { Workspace } from '#server/workspace.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface Workspaces extends AsyncDisposable {
	get(slug: string): Workspace | null;
	/** Whether it is on its way, which takes a large one some seconds. */
	isOpening(slug: string): boolean;
	list(): readonly Workspace[];
	/** Starts to serve a folder, or answers with the workspace that serves it already. */
	open(folder: string): Promise<Result<Workspace, Refusal>>;
}

export interface WorkspacesDeps {
	/** The folder's one true name, or why it is none that can be served. */
	readonly locate: (folder: string) => Result<{ slug: string; folder: string }, Refusal>;
	readonly openWorkspace: (at: {
		slug: string;
		folder: string;
	}) => Promise<Result<Workspace, Refusal>>;
}

export function createWorkspaces(deps: WorkspacesDeps): Workspaces {
	const served = new Map<string, Workspace>();
	/** One folder asked for twice at once is opened once. */
	const opening = new Map<string, Promise<Result<Workspace, Refusal>>>();

	async function open(folder: string): Promise<Result<Workspace, Refusal>> {
		const place = deps.locate(folder);
		if (!place.ok) return err(place.error);
		const { slug } = place.value;
		const there = served.get(slug);
		if (there) return ok(there);
		const started = opening.get(slug) ?? start(place.value);
		opening.set(slug, started);
		return started;
	}

	async function start(place: { slug: string; folder: string }) {
		try {
			const opened = await deps.openWorkspace(place);
			if (opened.ok) served.set(place.slug, opened.value);
			return opened;
		} finally {
			opening.delete(place.slug);
		}
	}

	async function dispose(): Promise<void> {
		await Promise.all(opening.values());
		const all = [...served.values()];
		served.clear();
		await Promise.all(all.map((workspace) => workspace[Symbol.asyncDispose]()));
	}

	return {
		get: (slug) => served.get(slug) ?? null,
		isOpening: (slug) => opening.has(slug),
		list: () => [...served.values()],
		open,
		[Symbol.asyncDispose]: dispose,
	};
}
