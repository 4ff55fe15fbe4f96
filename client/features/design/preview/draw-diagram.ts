/**
 * A diagram from its Mermaid source, as SVG that can do nothing: no scripts, no links, nothing
 * fetched, whatever the source says. Mermaid loads with the first one.
 */
import createDOMPurify from 'dompurify';
import type { MermaidConfig } from 'mermaid';
import { drawInFrame } from '#client/features/design/preview/diagram-frame.ts';
import { err, ok, type Result } from '#shared/result.ts';

const MOST_CHARACTERS = 20_000;
const NEVER_LOADED =
	'Diagrams are drawn by a part of the app that this browser has not fetched yet. Connect once, and it stays.';
const NO_IMAGES = 'Diagrams here show no images and no icons: reading one must not fetch anything.';

/** Drawings one after another: Mermaid keeps its configuration to itself. */
let last: Promise<unknown> = Promise.resolve();

/** In the colours of the dark theme or of the light one, whichever the page is in. */
export function drawDiagram(source: string, dark: boolean): Promise<Result<string, string>> {
	const drawn = last.then(() => draw(source, dark));
	last = drawn;
	return drawn;
}

async function draw(source: string, dark: boolean): Promise<Result<string, string>> {
	if (source.length > MOST_CHARACTERS) return err('This diagram is too large to draw.');
	// Mermaid asks for a shape's image while it draws, before anything could be taken out.
	if (/@\{[^}]*?\b(?:img|icon)\b/i.test(source)) return err(NO_IMAGES);
	let drawn: Result<string, string>;
	try {
		drawn = await drawInFrame(source, configuration(dark));
	} catch {
		return err(NEVER_LOADED);
	}
	if (drawn.ok) return ok(sanitise(drawn.value));
	return err(`This diagram can’t be drawn: ${firstSentence(drawn.error)}`);
}

function firstSentence(message: string): string {
	const [first = ''] = message.split('\n');
	return `${first.slice(0, 200).replace(/[:.\s]+$/, '') || 'its source can’t be read'}.`;
}

const purify = createDOMPurify(window);
purify.addHook('uponSanitizeElement', (node, { tagName }) => {
	// Styles are Mermaid's own; one that would fetch something was put there by the source.
	if (tagName !== 'style' || !(node instanceof Element)) return;
	if (/@import|url\(\s*(?!['"]?#)/i.test(node.textContent ?? '')) node.textContent = '';
});

function sanitise(svg: string): string {
	return purify.sanitize(svg, {
		USE_PROFILES: { svg: true, svgFilters: true },
		FORBID_TAGS: ['a', 'image', 'foreignObject', 'script'],
	});
}

function configuration(darkMode: boolean): MermaidConfig {
	const [page, panel, raised, line, text, faint, accent, soft] = coloursOf(darkMode);
	return {
		startOnLoad: false,
		securityLevel: 'strict',
		suppressErrorRendering: true,
		maxTextSize: MOST_CHARACTERS,
		maxEdges: 250,
		htmlLabels: false,
		flowchart: { htmlLabels: false, useMaxWidth: false },
		class: { htmlLabels: false, useMaxWidth: false },
		sequence: { useMaxWidth: false },
		state: { useMaxWidth: false },
		er: { useMaxWidth: false },
		layout: 'dagre',
		theme: 'base',
		fontFamily: getComputedStyle(document.body).fontFamily,
		// What the source must not say.
		secure: [
			...['secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'maxEdges', 'layout'],
			...['suppressErrorRendering', 'htmlLabels', 'theme', 'themeCSS', 'themeVariables'],
			...['fontFamily', 'dompurifyConfig', 'elk'],
		],
		themeVariables: {
			darkMode,
			background: page,
			primaryColor: soft,
			primaryTextColor: text,
			primaryBorderColor: accent,
			secondaryColor: panel,
			tertiaryColor: panel,
			lineColor: faint,
			textColor: text,
			noteBkgColor: raised,
			noteTextColor: text,
			noteBorderColor: line,
			edgeLabelBackground: page,
			clusterBkg: panel,
			clusterBorder: line,
			fontSize: '14px',
		},
	};
}

const TOKENS = [
	...['--page', '--panel', '--raised', '--line-strong', '--text', '--text-faint', '--accent'],
	'--accent-soft',
];
const colours = new Map<boolean, readonly string[]>();

/** The tokens of a theme. The page takes it on for as long as that is read, and paints none of it. */
function coloursOf(dark: boolean): readonly string[] {
	const known = colours.get(dark);
	if (known !== undefined) return known;
	const { dataset } = document.documentElement;
	const { theme } = dataset;
	dataset['theme'] = dark ? 'dark' : 'light';
	const read = TOKENS.map(tokenAsRgb);
	if (theme === undefined) delete dataset['theme'];
	else dataset['theme'] = theme;
	colours.set(dark, read);
	return read;
}

const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

/** Mermaid reckons with colours and knows no OKLCH: what the token looks like, as `rgb(…)`. */
function tokenAsRgb(token: string): string {
	const probe = document.createElement('span');
	probe.style.color = `var(${token})`;
	document.body.append(probe);
	const { color } = getComputedStyle(probe);
	probe.remove();
	if (canvas === null) return color;
	canvas.clearRect(0, 0, 1, 1);
	canvas.fillStyle = color;
	canvas.fillRect(0, 0, 1, 1);
	const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
	return `rgb(${red}, ${green}, ${blue})`;
}
