/**
 * The frame that diagrams are drawn in: sandboxed, of an origin of its own, with one script whose
 * hash the page's policy allows. It has no keys, no storage and no network to reach, and runs
 * outside the page's process where the browser can do so, so that a diagram that never ends holds
 * up nothing else.
 */
import interUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import type { MermaidConfig } from 'mermaid';
import * as z from 'zod/mini';
import type { DrawingWanted } from '#client/features/design/preview/draw-in-frame.ts';
import { err, ok, type Result } from '#shared/result.ts';
// Built before the app; see rolldown.diagram.config.mjs.
import scriptUrl from '../../../../build/diagram-frame.js?url';

const PATIENCE_MS = 20_000;
const MOST_SVG = 5_000_000;

const Answer = z.object({
	number: z.number(),
	svg: z.optional(z.string().check(z.maxLength(MOST_SVG))),
	error: z.optional(z.string()),
});

interface OpenFrame {
	readonly port: MessagePort;
	close(): void;
}

let opening: Promise<OpenFrame> | null = null;
let font: ArrayBuffer | null = null;
let count = 0;

/** Mermaid's SVG, as it drew it: not to be trusted. Refuses in Mermaid's words. One at a time. */
export async function drawInFrame(
	source: string,
	configuration: MermaidConfig,
): Promise<Result<string, string>> {
	opening ??= openFrame();
	const frame = await opening.catch((error: unknown) => {
		opening = null;
		throw error;
	});
	const number = count++;
	const answer = await answerTo(frame.port, { number, source, configuration, font });
	font = null;
	if (answer === null) {
		frame.close();
		opening = null;
		return err('it takes too long');
	}
	return answer.svg === undefined ? err(answer.error ?? '') : ok(answer.svg);
}

function answerTo(port: MessagePort, wanted: DrawingWanted) {
	return new Promise<z.infer<typeof Answer> | null>((resolve) => {
		const late = setTimeout(resolve, PATIENCE_MS, null);
		port.onmessage = ({ data }) => {
			const answer = Answer.safeParse(data);
			if (!answer.success || answer.data.number !== wanted.number) return;
			clearTimeout(late);
			resolve(answer.data);
		};
		port.postMessage(wanted);
	});
}

async function openFrame(): Promise<OpenFrame> {
	const [script, inter] = await Promise.all([fetched(scriptUrl), fetched(interUrl)]);
	font = await inter.arrayBuffer();
	const frame = document.createElement('iframe');
	frame.title = 'Where diagrams are drawn';
	frame.setAttribute('sandbox', 'allow-scripts');
	frame.setAttribute('aria-hidden', 'true');
	frame.tabIndex = -1;
	// Mermaid measures what it draws, so the frame has a size, and none to the page.
	Object.assign(frame.style, {
		...{ position: 'fixed', inset: '0', width: '100vw', height: '100vh', border: '0' },
		...{ visibility: 'hidden', pointerEvents: 'none', zIndex: '-1' },
	});
	frame.srcdoc = `<!doctype html><meta charset="utf-8"><body><script>${await script.text()}</script>`;
	await new Promise((resolve) => {
		frame.addEventListener('load', resolve, { once: true });
		document.body.append(frame);
	});
	const { port1, port2 } = new MessageChannel();
	frame.contentWindow?.postMessage(null, '*', [port2]);
	return { port: port1, close: () => frame.remove() };
}

async function fetched(url: string): Promise<Response> {
	const response = await fetch(url);
	if (!response.ok) throw new Error(`${url} answered ${response.status}`);
	return response;
}
