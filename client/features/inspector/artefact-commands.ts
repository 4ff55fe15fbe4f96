/** What can be done about one artefact, as the palette lists it. */
import { toast } from 'svelte-sonner';
import { verifyCommand } from '#client/features/evidence/run-words.ts';
import { artefactHref, traceHref } from '#client/features/frame/places.ts';
import { ACTION_WORDS } from '#client/features/inspector/action-words.ts';
import { reviewHref } from '#client/features/review/review-href.ts';
import { fileLinks } from '#client/features/trace/file-links.ts';
import { readOneDesign } from '#client/features/trace/read-one-design.ts';
import { runsAreOn } from '#client/features/trace/run-in-hand.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { copyText } from '#client/ui/copy-text.ts';
import type { PaletteEntry } from '#client/ui/Palette.svelte';
import type { Action } from '#machines/lifecycle/actions.ts';
import { type ArtefactId, ComponentId } from '#shared/id.ts';
import { goto } from '$app/navigation';

const HERE = { group: 'Here: artefact' };

/** The decisions that its actions offer; one that is refused says why. */
export function decisionCommands(
	workspace: Workspace,
	id: ArtefactId,
	onact: (action: Action) => void,
): readonly PaletteEntry[] {
	return workspace.actions(id).map((offer) => {
		const entry = { ...HERE, id: `act-${offer.action}`, words: ACTION_WORDS[offer.action].words };
		if (offer.allowed) return { ...entry, run: () => onact(offer.action) };
		const { reason, fix } = offer.refusal;
		const run = () => void toast.error(reason, { description: fix });
		return { ...entry, passage: `${reason} ${fix}`, run };
	});
}

/** Where it leads, and what of it can be taken elsewhere. */
export function artefactCommands(workspace: Workspace, id: ArtefactId): readonly PaletteEntry[] {
	const { slug } = workspace;
	const { phase } = workspace.view(id);
	const waits = phase === 'review' || phase === 'contested';
	const design = ComponentId.safeParse(id).data;
	const link = `${location.origin}${artefactHref(slug, id)}`;
	return [
		...(waits ? [lead('review', 'Open its review', reviewHref(slug, id))] : []),
		lead('trace', 'Go from story to test', traceHref(slug, id)),
		...(design === undefined ? [] : fileCommands(workspace, design)),
		copy('link', 'Copy its link', link, 'The link is on the clipboard.'),
		copy('id', 'Copy its id', id, 'The id is on the clipboard.'),
	];
}

function fileCommands(workspace: Workspace, design: ComponentId): PaletteEntry[] {
	const read = readOneDesign(workspace, design);
	const code = read?.code?.state === 'there' ? read.code : null;
	const test = read?.test?.state === 'there' ? read.test : null;
	const runs = code !== null && test !== null && runsAreOn(workspace);
	const command = verifyCommand(code?.path ?? '', false);
	const done = 'The command is on the clipboard.';
	return [
		...(code === null ? [] : openCommands(workspace, design, 'code', code.path)),
		...(test === null ? [] : openCommands(workspace, design, 'test', test.path)),
		...(runs ? [copy('verify', 'Copy the command that runs its tests', command, done)] : []),
	];
}

function openCommands(
	workspace: Workspace,
	design: ComponentId,
	what: 'code' | 'test',
	path: string,
): PaletteEntry[] {
	const { checkout } = workspace;
	const { editor, forge } = fileLinks(checkout.places, path);
	const entry = { ...HERE, passage: path };
	async function open(where: 'editor' | 'forge', target: string) {
		await checkout.lookAtLines(design);
		const line = checkout.linesOf(design)?.[what] ?? null;
		const link = fileLinks(checkout.places, path, line)[where];
		if (link !== null) window.open(link, target, 'noreferrer');
	}
	const inEditor = {
		...{ ...entry, id: `open-${what}`, words: `Open its ${what} in VS Code` },
		run: () => void open('editor', '_self'),
	};
	const onForge = {
		...{ ...entry, id: `forge-${what}` },
		words: `Open its ${what} on ${checkout.places?.forge?.host ?? ''}`,
		run: () => void open('forge', '_blank'),
	};
	return [...(editor === null ? [] : [inEditor]), ...(forge === null ? [] : [onForge])];
}

function lead(name: string, words: string, href: string): PaletteEntry {
	return { ...HERE, id: `lead-${name}`, words, run: () => void goto(href) };
}

function copy(name: string, words: string, text: string, done: string): PaletteEntry {
	return { ...HERE, id: `copy-${name}`, words, run: () => void copyText(text, done) };
}
