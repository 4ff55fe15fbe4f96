/**
 * Makes a frame's document look and behave as part of the page around it: its styles and theme, its
 * height, its keys, and links into the app. All of it is done from outside; nothing runs in there.
 */
export function followPage(
	frame: HTMLIFrameElement,
	inner: Document,
	onfollow: (href: string) => void,
): () => void {
	const outer = document.documentElement;
	inner.documentElement.lang = outer.lang;

	let taken = '';
	const takeStyles = () => {
		const wanted = [...document.head.querySelectorAll('style, link[rel="stylesheet"]')];
		const now = wanted.map((one) => one.outerHTML).join('');
		if (now === taken) return;
		taken = now;
		inner.head.replaceChildren(...wanted.map((one) => inner.importNode(one, true)), own());
	};
	const takeTheme = () => {
		const { theme } = outer.dataset;
		if (theme === undefined) delete inner.documentElement.dataset['theme'];
		else inner.documentElement.dataset['theme'] = theme;
	};
	let frameAsked = 0;
	/** In the next frame: growing inside of an observation would have it observed again at once. */
	const measure = () => {
		cancelAnimationFrame(frameAsked);
		frameAsked = requestAnimationFrame(takeHeight);
	};
	const takeHeight = () => {
		frame.style.height = `${Math.ceil(inner.body.getBoundingClientRect().height)}px`;
	};
	takeStyles();
	takeTheme();
	takeHeight();

	const styles = new MutationObserver(takeStyles);
	styles.observe(document.head, { childList: true });
	const theme = new MutationObserver(takeTheme);
	theme.observe(outer, { attributeFilter: ['data-theme'] });
	const size = new ResizeObserver(measure);
	size.observe(inner.body);

	const follow = (event: MouseEvent) => {
		const link = linkAt(event);
		const href = link?.getAttribute('href') ?? '';
		if (link === null || link.target === '_blank') return;
		// Where a frame goes, its page does not follow: every other link is for the page to take.
		event.preventDefault();
		if (href.startsWith('/')) onfollow(href);
	};
	const pass = (event: KeyboardEvent) => {
		if (!frame.dispatchEvent(new KeyboardEvent('keydown', event))) event.preventDefault();
	};
	const tellSelection = () => frame.dispatchEvent(new Event('selectionchange', { bubbles: true }));
	inner.addEventListener('selectionchange', tellSelection);
	inner.addEventListener('click', follow);
	inner.addEventListener('keydown', pass);

	return () => {
		styles.disconnect();
		theme.disconnect();
		size.disconnect();
		cancelAnimationFrame(frameAsked);
	};
}

/** Elements of a frame are no instances of this page's classes. */
function linkAt({ target }: Event): HTMLAnchorElement | null {
	return target !== null && 'closest' in target && typeof target.closest === 'function'
		? target.closest('a[href]')
		: null;
}

/** The page's own background shows through, and the page does the scrolling. */
function own(): HTMLStyleElement {
	const style = document.createElement('style');
	style.textContent =
		':root, body { height: auto; min-height: 0; margin: 0; background: transparent; } :root { overflow: hidden; } body { display: flow-root; }';
	return style;
}
