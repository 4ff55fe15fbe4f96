import type { Attachment } from 'svelte/attachments';
import { scrolls } from '#client/ui/scrolls.ts';

/** Drawings by theme and source, so that typing beside one does not draw it again. */
const drawings = new Map<string, string>();
const KEPT = 60;

/** Draws the diagrams of a block and colours its code, each with a part that loads when needed. */
export function enrich(dark: boolean, language: string): Attachment<HTMLElement> {
	return (block) => {
		const boxes = [...block.querySelectorAll<HTMLElement>('pre, figure[data-diagram]')];
		const letGo = boxes.map((box) => scrolls(box));
		void showDiagrams(block, dark);
		for (const code of block.querySelectorAll<HTMLElement>('pre > code')) {
			if (code.closest('figure') !== null) continue;
			if (code.className === 'language-' && language === '') continue;
			void import('#client/features/design/preview/highlight-code.ts')
				.then(({ highlightCode }) => highlightCode(code, language))
				.catch(() => {});
		}
		return () => {
			for (const stop of letGo) stop?.();
		};
	};
}

/** Draws all diagrams of a box; settles when each is drawn or says why it can't be. */
export async function showDiagrams(box: HTMLElement, dark: boolean): Promise<void> {
	const figures = [...box.querySelectorAll<HTMLElement>('figure[data-diagram]')];
	await Promise.all(figures.map((figure) => showDiagram(figure, dark)));
}

async function showDiagram(figure: HTMLElement, dark: boolean): Promise<void> {
	const source = figure.querySelector('code')?.textContent ?? '';
	const key = `${dark}\n${source}`;
	const known = drawings.get(key);
	if (known !== undefined) return put(figure, known);
	const { drawDiagram } = await import('#client/features/design/preview/draw-diagram.ts');
	const drawn = await drawDiagram(source, dark);
	if (!figure.isConnected) return;
	if (!drawn.ok) return explain(figure, drawn.error);
	drawings.set(key, drawn.value);
	const [oldest] = drawings.keys();
	if (drawings.size > KEPT && oldest !== undefined) drawings.delete(oldest);
	put(figure, drawn.value);
}

/** The source stays for who can't see the drawing. */
function put(figure: HTMLElement, svg: string): void {
	const drawing = document.createElement('div');
	drawing.className = 'drawing';
	// Sanitised in draw-diagram.ts.
	drawing.innerHTML = svg;
	const { width = 0 } = drawing.querySelector('svg')?.viewBox.baseVal ?? {};
	if (width > 0) drawing.style.setProperty('--natural', `${width}px`);
	figure.querySelector('.drawing, .told')?.remove();
	figure.querySelector('pre')?.setAttribute('hidden', '');
	figure.prepend(drawing);
}

function explain(figure: HTMLElement, words: string): void {
	const told = document.createElement('p');
	told.className = 'told';
	told.textContent = words;
	figure.querySelector('.drawing, .told')?.remove();
	figure.querySelector('pre')?.removeAttribute('hidden');
	figure.prepend(told);
}
