/** How a shortcut reads on this machine: `mod+Enter` is ⌘ ⏎ on a Mac and Ctrl ⏎ elsewhere. */
const apple =
	typeof navigator !== 'undefined' &&
	/Mac|iPhone|iPad/.test(navigator.platform || navigator.userAgent);

const names: Readonly<Record<string, string>> = {
	mod: apple ? '⌘' : 'Ctrl',
	shift: apple ? '⇧' : 'Shift',
	alt: apple ? '⌥' : 'Alt',
	enter: '⏎',
	escape: 'Esc',
	arrowup: '↑',
	arrowdown: '↓',
	backspace: '⌫',
};

export function keyNames(keys: string): string[] {
	return keys.split(/[+ ]/).map((key) => names[key.toLowerCase()] ?? key.toUpperCase());
}
