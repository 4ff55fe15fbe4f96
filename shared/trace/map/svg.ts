/**
 * The map as an SVG that stands alone: plain shapes and text, sizes in the file, no scripts, no
 * styles and nothing from elsewhere, so that any viewer, wiki or drawing program shows it alike.
 */
import type { Context } from '#shared/artefact/context.ts';
import { counted } from '#shared/counted.ts';
import type { Positions } from '#shared/doc/layout-doc.ts';
import type { ContextId } from '#shared/id.ts';
import { around, boundariesOf } from '#shared/trace/map/boundaries.ts';
import { cyclesOf, cyclicPairs } from '#shared/trace/map/cycles.ts';
import { dependencyGraphOf, dependencyPairs } from '#shared/trace/map/dependency-graph.ts';
import type { MapGroup } from '#shared/trace/map/groups.ts';
import { NODE_SIZE } from '#shared/trace/map/map-size.ts';
import { type Route, routesOf } from '#shared/trace/map/routes.ts';
import {
	COLOURS,
	type MapColours,
	type MapTheme,
	type MarkTone,
	markShape,
} from '#shared/trace/map/svg-style.ts';

export interface MapPicture {
	readonly title: string;
	readonly contexts: readonly Context[];
	readonly groups: readonly MapGroup[];
	readonly places: Positions;
	readonly theme: MapTheme;
	/** How a Context stands: the mark beside its name, and its word. */
	toneOf(id: ContextId): {
		readonly tone: MarkTone;
		readonly suspect: boolean;
		readonly words: string;
	};
}

const FONT = 'Inter, ui-sans-serif, system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';
const MARGIN = 48;
/** How far a letter of the title leads on, where many are wide. */
const TITLE_ADVANCE = 12.5;

export function mapToSvg(picture: MapPicture): string {
	const { contexts, groups, places, theme, title } = picture;
	const colours = COLOURS[theme];
	const heading = fitted(title, 80);
	const graph = dependencyGraphOf(contexts);
	const cyclic = cyclicPairs(graph, cyclesOf(graph));
	const boundaries = boundariesOf(groups, places);
	const whole = around(graph.ids, places) ?? { x: 0, y: 0, width: 0, height: 0 };
	const left = Math.min(whole.x, ...boundaries.map(({ box }) => box.x)) - MARGIN;
	const top = Math.min(whole.y, ...boundaries.map(({ box }) => box.y)) - MARGIN - 32;
	const right = Math.max(
		whole.x + whole.width,
		// A few contexts are narrower than what stands above them.
		left + MARGIN + heading.length * TITLE_ADVANCE,
		...boundaries.map(({ box }) => box.x + box.width),
	);
	const foot = Math.max(whole.y + whole.height, ...boundaries.map(({ box }) => box.y + box.height));
	const [width, height] = [right + MARGIN - left, foot + MARGIN - top];
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" role="img" font-family='${FONT}'>`,
		`<title>${escaped(title)}</title>`,
		`<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${colours.page}"/>`,
		text(left + MARGIN, top + MARGIN, heading, 20, colours.text, 600),
		...boundaries.map(({ box, title: words }) => {
			const { x, y } = box;
			const rect = `<rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="10" fill="${colours.group}" stroke="${colours.line}"/>`;
			return rect + text(x + 16, y + 24, fitted(words, 60), 13, colours.soft, 600);
		}),
		...routesOf(places, dependencyPairs(graph)).map((route) =>
			line(route, cyclic.has(`${route.from} ${route.to}`), colours),
		),
		...contexts.map((context) => node(context, picture, colours)),
		'</svg>',
		'',
	].join('\n');
}

function node(context: Context, { places, toneOf }: MapPicture, colours: MapColours): string {
	const place = places.get(context.id);
	if (place === undefined) return '';
	const { x, y } = place;
	const { tone, suspect, words } = toneOf(context.id);
	const { width, height } = NODE_SIZE;
	const name = context.name.trim() || 'Untitled context';
	const owns =
		context.type === 'coordination'
			? 'Coordination'
			: `Domain${context.entity.trim() === '' ? '' : ` · owns ${context.entity}`}`;
	const holds = `${counted(context.stories.length, 'story', 'stories')} · ${counted(context.components.length, 'component', 'components')}`;
	const bars =
		context.type === 'coordination'
			? `<path d="M${x + 2} ${y + 6}v${height - 12}M${x + 5.5} ${y + 6}v${height - 12}" stroke="${colours.strong}" stroke-width="1.5"/>`
			: `<path d="M${x + 2.5} ${y + 6}v${height - 12}" stroke="${colours.strong}" stroke-width="3"/>`;
	const dashes = suspect
		? `<circle cx="8" cy="8" r="7.3" fill="none" stroke="${colours.states.suspect}" stroke-width="1.4" stroke-dasharray="2.4 2.2"/>`
		: '';
	return [
		`<g><title>${escaped(`${name}: ${words}`)}</title>`,
		`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${colours.node}" stroke="${colours.line}"/>`,
		bars,
		`<g transform="translate(${x + 16} ${y + 17})">${markShape(tone, colours.states[tone])}${dashes}</g>`,
		text(x + 40, y + 30, fitted(name, 20), 15, colours.text, 600),
		text(x + 16, y + 51, fitted(owns, 30), 12, colours.soft),
		text(x + 16, y + 70, holds, 12, colours.soft),
		'</g>',
	].join('');
}

function line({ path, tip, side }: Route, onCycle: boolean, colours: MapColours): string {
	const colour = onCycle ? colours.cycle : colours.arrow;
	const turn = { left: 0, top: 90, right: 180, bottom: 270 }[side];
	const dashes = onCycle ? ' stroke-dasharray="6 4"' : '';
	return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.5"${dashes}/><path d="M0 0 L-9 -4.5 L-9 4.5 z" transform="translate(${tip.x} ${tip.y}) rotate(${turn})" fill="${colour}"/>`;
}

function text(
	x: number,
	y: number,
	words: string,
	size: number,
	fill: string,
	weight = 400,
): string {
	return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escaped(words)}</text>`;
}

/** SVG breaks no lines and clips no words. */
function fitted(words: string, most: number): string {
	const signs = [...words.replace(/\s+/g, ' ').trim()];
	return signs.length <= most
		? signs.join('')
		: `${signs
				.slice(0, most - 1)
				.join('')
				.trimEnd()}…`;
}

/** XML has no words for most control characters, not even escaped ones. */
function escaped(words: string): string {
	return words
		.toWellFormed()
		.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
		.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
