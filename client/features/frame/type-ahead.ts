/**
 * What is typed while a field is on its way is for the field, and no shortcut of the page that one
 * leaves: it waits, and is put in once the field has the focus. `focus` answers with the field.
 */
export async function typeAhead(focus: () => Promise<HTMLElement | null>): Promise<void> {
	let typed = '';
	const keep = (event: KeyboardEvent) => {
		const { key, ctrlKey, metaKey, altKey, target } = event;
		if (key.length !== 1 || ctrlKey || metaKey || altKey || event.isComposing) return;
		if (target instanceof HTMLElement && target !== document.body) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		typed += key;
	};
	window.addEventListener('keydown', keep, { capture: true });
	try {
		const field = await focus();
		// As if it were typed now: the field hears of it, and one step of undo takes it back.
		if (field !== null && typed !== '') document.execCommand('insertText', false, typed);
	} finally {
		window.removeEventListener('keydown', keep, { capture: true });
	}
}
