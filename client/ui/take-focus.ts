import type { Attachment } from 'svelte/attachments';

/** Puts the caret in a field that appears because someone asked for it. */
export const takeFocus: Attachment<HTMLElement> = (field) => field.focus();
