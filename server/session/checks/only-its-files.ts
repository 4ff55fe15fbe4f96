import { type Check, componentOf, fails, passes } from '#server/session/checks/check.ts';

/**
 * Nothing but the step's own files was written. Asked only where the Session has a worktree of its
 * own: in a folder that others write in as well, nobody could say whose a change is.
 */
export const onlyItsFiles: Check = ({ ground, session, step, ...rest }) => {
	const folder = ground.folders.folderOf(session.id);
	if (folder === null) return passes('Others write in this folder too, so this is not asked.');
	const ran = ground.run(
		'git',
		['--no-optional-locks', 'status', '--porcelain', '-z', '--untracked-files=all', '--no-renames'],
		folder,
	);
	if (ran === null || ran.status !== 0) return fails('Git does not say what was written there.');
	const design = componentOf({ ground, session, step, ...rest });
	const checkout = ground.checkoutIn(folder);
	checkout.artefacts();
	const files = design === null ? null : checkout.filesOf(design);
	const earlier = session.kind === 'component-code' ? [files?.test?.path] : [];
	const own = [
		...(step.writes.includes('code') ? [files?.code?.path] : []),
		...(step.writes.includes('test') ? [files?.test?.path] : []),
		// The test file may have been written by the Session before, in the same worktree.
		...earlier,
	];
	const strange = pathsIn(ran.output).filter((path) => !own.includes(path));
	if (strange.length === 0) return passes('Nothing else was written.');
	const named = strange.slice(0, 20).join(', ');
	const mine = own.filter((path) => path != null).join(', ');
	return fails(`${named} changed as well. Undo that: this step writes ${mine} and nothing else.`);
};

/** `XY path` each, ended by NUL. */
function pathsIn(status: string): readonly string[] {
	return status
		.split('\0')
		.filter((line) => line.length > 3)
		.map((line) => line.slice(3));
}
