/** `lintel guard install`, `uninstall` and `status`: which guards stand in this repository. */
import { z } from 'zod';
import { carryOut, readerOf } from '#server/cli/carry-out.ts';
import { hookPlaceOf } from '#server/cli/git-hook.ts';
import { hasGitHook, planGitHook, planWithoutGitHook } from '#server/cli/guard-git.ts';
import type { Host } from '#server/cli/host.ts';
import type { ExitCode } from '#server/cli/refuse.ts';
import { pipelineOf } from '#server/guard/ci-files.ts';
import type { GuardChoice } from '#server/guard/client-hooks.ts';
import { CLIENTS } from '#server/guard/clients.ts';
import { GIT_HOOKS } from '#server/guard/git-scripts.ts';
import {
	hasClient,
	isPipelineOf,
	planClient,
	planPipeline,
	planWithoutClient,
	planWithoutPipeline,
	type Step,
} from '#server/guard/install-plan.ts';

export const GuardNames = z.object({
	git: z.boolean().default(false),
	ci: z.enum(['github', 'gitlab']).optional(),
	claude: z.boolean().default(false),
	codex: z.boolean().default(false),
	copilot: z.boolean().default(false),
	cursor: z.boolean().default(false),
	dryRun: z.boolean().default(false),
});
export type GuardNames = z.infer<typeof GuardNames>;

/** Without any name, the git hooks: they stop every client, and people too. */
export function installGuards(
	host: Host,
	root: string,
	names: GuardNames,
	choice: GuardChoice,
): ExitCode {
	const any = names.git || names.ci !== undefined || CLIENTS.some((client) => names[client]);
	const read = readerOf(host, root);
	const forge = forgeOf(host, root);
	const git =
		names.git || !any ? GIT_HOOKS.map((hook) => planGitHook(host, root, hook, choice)) : [];
	if (git.includes(null)) host.print('no git repository here, so no git hooks');
	const steps = [
		...git.filter((step) => step !== null),
		...CLIENTS.filter((client) => names[client]).map((client) => planClient(client, choice, read)),
		...(names.ci === undefined
			? []
			: [forge.place(planPipeline(names.ci, host.version, forge.read, forge.at))]),
	];
	const left = steps.filter((step) => !carryOut(host, root, step, names.dryRun));
	if (choice.root === null) {
		host.warn(
			'lintel: no root is pinned, so whoever founds another workspace here can approve in it.',
		);
		host.warn('        Install again with --root and the six words of your workspace.');
	} else {
		host.print(
			`root ${choice.root} is pinned${names.ci ? '; give CI the same as LINTEL_ROOT' : ''}`,
		);
	}
	return left.length > 0 ? 1 : 0;
}

/** Without any name, all of them. */
export function uninstallGuards(host: Host, root: string, names: GuardNames): ExitCode {
	const any = names.git || names.ci !== undefined || CLIENTS.some((client) => names[client]);
	const read = readerOf(host, root);
	const top = forgeOf(host, root);
	const forges = names.ci !== undefined ? [names.ci] : any ? [] : (['github', 'gitlab'] as const);
	const steps = [
		...(names.git || !any ? GIT_HOOKS.map((hook) => planWithoutGitHook(host, root, hook)) : []),
		...CLIENTS.filter((client) => names[client] || !any).map((one) => planWithoutClient(one, read)),
		...forges.flatMap((forge) => {
			const step = planWithoutPipeline(forge, top.read, top.at);
			return step === null ? [] : top.place(step);
		}),
	].filter((step) => step !== null);
	if (steps.length === 0) host.print('no guard of Lintel’s is here');
	for (const step of steps) carryOut(host, root, step, names.dryRun);
	return 0;
}

export function printGuards(host: Host, root: string): ExitCode {
	const read = readerOf(host, root);
	const top = forgeOf(host, root);
	for (const hook of GIT_HOOKS) host.print(stands(`git ${hook}`, hasGitHook(host, root, hook)));
	for (const client of CLIENTS) host.print(stands(client, hasClient(client, read)));
	for (const forge of ['github', 'gitlab'] as const) {
		const text = top.read(pipelineOf(forge, host.version, top.at).file);
		const there = text !== null && (top.at === '' || isPipelineOf(text, forge, top.at));
		host.print(stands(`ci ${forge}`, there));
	}
	return 0;
}

/** Forges look for pipelines at the top of a repository, whichever folder of it Lintel serves. */
function forgeOf(host: Host, root: string) {
	const { top, at } = hookPlaceOf(host, root) ?? { top: root, at: '' };
	const place = (step: Step): Step => (at === '' ? step : { ...step, file: `${top}/${step.file}` });
	return { at, read: readerOf(host, top), place };
}

function stands(name: string, is: boolean): string {
	return `${name.padEnd(16)} ${is ? 'installed' : 'not installed'}`;
}
