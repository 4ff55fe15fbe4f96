import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import ShowRecovery from '#client/features/first-run/ShowRecovery.svelte';
import StateMark from '#client/features/frame/StateMark.svelte';
import { PHASES } from '#shared/lifecycle/phase.ts';

const WORDS = 'one two three four five six seven eight nine ten eleven twelve';

test('[UI11] founding goes on only when one of the recovery words was typed', async () => {
	let done = false;
	const screen = await render(ShowRecovery, {
		recovery: WORDS,
		ondone: () => {
			done = true;
		},
	});
	await screen.getByRole('button', { name: 'I have written them down' }).click();
	const field = screen.getByLabelText(/What is word/);
	await expect.element(field).toHaveFocus();
	await userEvent.keyboard('wrong{Enter}');
	await expect.element(screen.getByText(/That is another word/)).toBeVisible();
	expect(done).toBe(false);
	const asked = Number(/\d+/.exec(screen.container.textContent)?.[0]);
	await field.fill(` ${WORDS.split(' ')[asked - 1]?.toUpperCase()} `);
	await userEvent.keyboard('{Enter}');
	expect(done).toBe(true);
});

test('[UI12] every state has a shape and a name of its own', async () => {
	const seen = new Map<string, string>();
	for (const phase of PHASES) {
		const state = { phase, standing: 'current', bypassed: false } as const;
		const { container, unmount } = await render(StateMark, { state });
		const svg = container.querySelector('svg');
		seen.set(svg?.getAttribute('aria-label') ?? '', shapeOf(svg));
		await unmount();
	}
	expect(seen.size).toBe(PHASES.length);
	expect(new Set(seen.values()).size).toBe(PHASES.length);
});

test('[UI12] suspect and bypassed change the shape and the name too', async () => {
	const state = { phase: 'approved', standing: 'suspect', bypassed: false } as const;
	const suspect = await render(StateMark, { state });
	expect(suspect.container.querySelector('.dashes')).not.toBeNull();
	await expect.element(suspect.getByRole('img', { name: 'Approved, suspect' })).toBeVisible();
	const bypassed = await render(StateMark, {
		state: { phase: 'draft', standing: 'current', bypassed: true },
	});
	await expect.element(bypassed.getByRole('img', { name: 'Draft, gate bypassed' })).toBeVisible();
});

function shapeOf(svg: SVGElement | null): string {
	return [...(svg?.querySelectorAll('path, circle, rect') ?? [])]
		.map((part) => `${part.tagName} ${part.getAttribute('d') ?? ''} ${part.getAttribute('class')}`)
		.join();
}
