import { tick } from 'svelte';
import type { ArtefactId } from '#shared/id.ts';

/** The element id of a field, for focus to be sent there. */
export function fieldElementId(id: ArtefactId, field: string): string {
	return `${id}-${field.replaceAll('/', '-')}`;
}

/** Puts the caret at the end of a field that has just been rendered, or is about to be. */
export async function focusField(id: ArtefactId, field: string): Promise<void> {
	await tick();
	const area = document.getElementById(fieldElementId(id, field));
	if (!(area instanceof HTMLTextAreaElement)) return;
	area.focus();
	area.setSelectionRange(area.value.length, area.value.length);
}
