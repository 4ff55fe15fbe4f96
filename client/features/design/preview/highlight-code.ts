import { classHighlighter, highlightTree } from '@lezer/highlight';
import { languageNamed } from '#client/features/design/editor/languages.ts';

/** Colours the code of one block by its language, or by `usual` where it names none. */
export async function highlightCode(code: HTMLElement, usual: string): Promise<void> {
	const named = /language-([\w+#-]+)/.exec(code.className)?.[1] ?? usual;
	const text = code.textContent ?? '';
	const support = await languageNamed(named)
		?.load()
		.catch(() => null);
	if (support == null || !code.isConnected || code.textContent !== text) return;
	const parts: Node[] = [];
	let at = 0;
	highlightTree(support.language.parser.parse(text), classHighlighter, (from, to, classes) => {
		if (from > at) parts.push(document.createTextNode(text.slice(at, from)));
		const span = document.createElement('span');
		span.className = classes;
		span.textContent = text.slice(from, to);
		parts.push(span);
		at = to;
	});
	code.replaceChildren(...parts, document.createTextNode(text.slice(at)));
}
