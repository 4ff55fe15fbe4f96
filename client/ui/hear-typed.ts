/**
 * A field that is heard when one leaves it is heard as well when the page is left or hidden with
 * the caret in it: a reload, a closed tab and a phone that goes to sleep take nothing that was typed.
 */
export function hearTyped(): () => void {
	// Before those who store what was heard.
	addEventListener('pagehide', tell, true);
	addEventListener('visibilitychange', tellHidden, true);
	return () => {
		removeEventListener('pagehide', tell, true);
		removeEventListener('visibilitychange', tellHidden, true);
	};
}

function tellHidden() {
	if (document.hidden) tell();
}

function tell() {
	const field = document.activeElement;
	if (field instanceof HTMLInputElement && field.type === 'text')
		field.dispatchEvent(new Event('change', { bubbles: true }));
}
