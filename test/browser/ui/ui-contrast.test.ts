import '#client/app.css';
import { afterEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import Avatar from '#client/ui/Avatar.svelte';

const SURFACES = ['--page', '--panel', '--raised', '--hover', '--selected'];
const TEXTS = ['--text', '--text-soft', '--text-faint'];
const PEOPLE = Array.from({ length: 8 }, (_, n) => `--person-${n + 1}`);
const STATES = [
	'draft',
	'review',
	'approved',
	'implemented',
	'verified',
	'archived',
	'suspect',
	'contested',
	'bypassed',
];

afterEach(() => {
	delete document.documentElement.dataset['theme'];
});

test.each(['light', 'dark'])('[UI1] text and marks hold their contrast, %s', (theme) => {
	document.documentElement.dataset['theme'] = theme;
	const weak = [
		...pairs(TEXTS, SURFACES, 4.5),
		...pairs(['--accent', '--danger'], ['--page', '--raised', '--panel'], 4.5),
		...pairs(['--on-accent'], ['--accent', '--accent-strong'], 4.5),
		...pairs(['--page'], ['--text', ...PEOPLE], 4.5),
		...pairs(PEOPLE, [...SURFACES, '--accent-soft'], 4.5),
		...pairs(
			['--text'],
			STATES.map((state) => `--state-${state}-soft`),
			4.5,
		),
		...pairs(
			STATES.filter((state) => !['draft', 'archived'].includes(state)).map(
				(state) => `--state-${state}`,
			),
			['--page', '--raised'],
			4.5,
		),
		...pairs(
			STATES.map((state) => `--state-${state}`),
			SURFACES,
			3,
		),
		...pairs(['--control-line', '--focus'], ['--page', '--raised'], 3),
	];
	expect(weak).toEqual([]);
});

test.each(['light', 'dark'])(
	'[UI1] initials are legible in every colour of people, %s',
	async (theme) => {
		document.documentElement.dataset['theme'] = theme;
		const colors = ['var(--neutral-10)', ...PEOPLE.map((token) => `var(${token})`)];
		const ratios = [];
		for (const color of colors) {
			const { container, unmount } = await render(Avatar, { name: 'Ben Okri', color });
			const face = container.querySelector('[title]');
			if (face === null) throw new Error('The avatar is not there.');
			const { color: ink, backgroundColor } = getComputedStyle(face);
			ratios.push(contrast(luminanceOf(ink), luminanceOf(backgroundColor)));
			await unmount();
		}
		expect(
			ratios.map((ratio) => ratio >= 4.5),
			ratios.join(' '),
		).toEqual(colors.map(() => true));
	},
);

function pairs(inks: readonly string[], surfaces: readonly string[], least: number): string[] {
	return inks.flatMap((ink) =>
		surfaces
			.map((surface) => ({ surface, ratio: contrast(luminance(ink), luminance(surface)) }))
			.filter(({ ratio }) => ratio < least)
			.map(({ surface, ratio }) => `${ink} on ${surface}: ${ratio.toFixed(2)}`),
	);
}

function contrast(a: number, b: number): number {
	return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(token: string): number {
	const probe = document.createElement('i');
	probe.style.color = `var(${token})`;
	document.body.append(probe);
	const { color } = getComputedStyle(probe);
	probe.remove();
	return luminanceOf(color);
}

/** Painted and read back, so that it is what a screen shows. */
function luminanceOf(color: string): number {
	const paint = new OffscreenCanvas(1, 1).getContext('2d');
	if (paint === null) throw new Error('A canvas can be painted.');
	paint.fillStyle = color;
	paint.fillRect(0, 0, 1, 1);
	const [r = 0, g = 0, b = 0] = [...paint.getImageData(0, 0, 1, 1).data].map(linear);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linear(byte: number): number {
	const part = byte / 255;
	return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
