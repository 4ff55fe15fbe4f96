import { fieldElementId } from '#client/features/frame/focus-field.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Finding, Place } from '#shared/trace/finding.ts';

/** A page that was just opened may take a moment until its fields are there. */
const TRIES = 40;
const EVERY_MS = 50;

type ShownPlace = Pick<Finding, 'artefact' | 'field' | 'place' | 'line'>;

/** Puts the caret where the Finding is, and marks what it is about. */
export async function showPlace(finding: ShownPlace): Promise<void> {
	const { artefact, field, place } = finding;
	if (artefact === null) return;
	for (let tries = 0; tries < TRIES; tries++) {
		if (
			artefact.startsWith('cp_') ? await showInEditor(finding) : showInField(artefact, field, place)
		)
			return;
		await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
	}
}

function showInField(id: ArtefactId, field: string | null, place: Place | null): boolean {
	if (field === null) return true;
	const area = document.getElementById(fieldElementId(id, field));
	if (!(area instanceof HTMLTextAreaElement)) return showNear(field);
	area.focus();
	area.scrollIntoView({ block: 'center' });
	const end = area.value.length;
	area.setSelectionRange(place?.from ?? end, place?.to ?? end);
	return true;
}

/** What is no text field (dependencies, stories, components) is shown by where it stands. */
function showNear(field: string): boolean {
	const [part] = field.split('/');
	const near = document.querySelector(`[data-field^="${part}"]`);
	near?.scrollIntoView({ block: 'center' });
	return near !== null;
}

async function showInEditor({ place, line }: ShownPlace): Promise<boolean> {
	const element = document.querySelector<HTMLElement>('.cm-editor');
	if (element === null) return false;
	const { EditorView } = await import('@codemirror/view');
	const view = EditorView.findFromDOM(element);
	if (view === null) return false;
	const { doc } = view.state;
	const from = place?.from ?? doc.line(Math.min(line ?? 1, doc.lines)).from;
	const anchor = Math.min(from, doc.length);
	const head = Math.min(place?.to ?? from, doc.length);
	view.dispatch({
		selection: { anchor, head },
		effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
	});
	view.focus();
	return true;
}
