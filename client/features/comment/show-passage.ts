import { fieldElementId } from '#client/features/frame/focus-field.ts';
import type { ArtefactId, CommentId } from '#shared/id.ts';

/** Said to whoever shows a text of their own, such as an editor: bring this thread's words into sight. */
export const SHOW_PASSAGE = 'lintel:show-passage';

/** Scrolls to the words a thread is about, and puts the focus on their field. */
export function showPassage(id: ArtefactId, field: string, thread: CommentId | null): void {
	dispatchEvent(new CustomEvent(SHOW_PASSAGE, { detail: { field, thread } }));
	const mark = document.querySelector(`mark[data-thread="${thread}"]`);
	const element = document.getElementById(fieldElementId(id, field));
	(mark ?? element)?.scrollIntoView({ block: 'center', behavior: 'smooth' });
	element?.focus({ preventScroll: true });
}
