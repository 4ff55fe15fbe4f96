/**
 * What draws inside the diagram frame (diagram-frame.ts), bundled alone into one classic script.
 *
 * The frame's origin is nobody's: whatever a diagram's source makes of Mermaid, it reaches neither
 * this app's keys nor its page, and can send nothing anywhere. It is told on one port what to draw,
 * and answers there.
 */
import mermaid, { type MermaidConfig } from 'mermaid';

/** One drawing asked for. The font is that of the page, so that boxes fit their words. */
export interface DrawingWanted {
	readonly number: number;
	readonly source: string;
	readonly configuration: MermaidConfig;
	readonly font: ArrayBuffer | null;
}

/** An SVG, or why there is none. */
export type DrawingAnswer =
	| { readonly number: number; readonly svg: string }
	| { readonly number: number; readonly error: string };

const FONT = 'Inter Variable';
let ready: Promise<unknown> = Promise.resolve();

addEventListener('message', ({ ports: [port] }) => {
	if (port === undefined) return;
	port.onmessage = ({ data }: MessageEvent<DrawingWanted>) => {
		ready = ready.then(() => draw(data)).then((answer) => port.postMessage(answer));
	};
});

async function draw({
	number,
	source,
	configuration,
	font,
}: DrawingWanted): Promise<DrawingAnswer> {
	try {
		if (font !== null) document.fonts.add(await new FontFace(FONT, font, WEIGHTS).load());
		mermaid.initialize(configuration);
		const { svg } = await mermaid.render(`diagram-${number}`, source);
		return { number, svg };
	} catch (error) {
		return { number, error: error instanceof Error ? error.message : String(error) };
	} finally {
		document.body.replaceChildren();
	}
}

const WEIGHTS = { weight: '100 900' };
