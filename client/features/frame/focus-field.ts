import { tick } from 'svelte';
import type { ArtefactId } from '#shared/id.ts';

/** The element id of a field, for focus to be sent there. */
export function fieldElementId(id: ArtefactId, field: string): string {
	return `${id}-${field.replaceAll('/', '-')}`;
}

/** So long a page may take to come: about two seconds. */
const MOST_FRAMES = 120;

/** Puts the caret at the end of a field that has just been rendered, or is about to be. */
export async function focusField(id: ArtefactId, field: string): Promise<HTMLElement | null> {
	const area = await focusSoon(() => document.getElementById(fieldElementId(id, field)));
	if (area instanceof HTMLTextAreaElement)
		area.setSelectionRange(area.value.length, area.value.length);
	return area;
}

/** Sends the focus to what is about to come, unless the person goes on to something else meanwhile. */
export async function focusSoon(find: () => HTMLElement | null): Promise<HTMLElement | null> {
	await tick();
	const from = document.activeElement;
	for (let frames = 0; frames < MOST_FRAMES; frames++) {
		const found = find();
		if (found !== null) {
			found.focus();
			return found;
		}
		await new Promise(requestAnimationFrame);
		const now = document.activeElement;
		// What had the focus may have gone from the page, which is nobody's wish.
		if (now !== from && now !== document.body) return null;
	}
	return null;
}
