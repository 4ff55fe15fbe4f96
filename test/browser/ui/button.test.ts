import '#client/app.css';
import { createRawSnippet } from 'svelte';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Button from '#client/ui/Button.svelte';

const children = createRawSnippet(() => ({ render: () => '<span>Make a link</span>' }));

test('[UI18] a double click asks once; when that is done, the button can be pressed again', async () => {
	const doing = Promise.withResolvers<void>();
	let asked = 0;
	const onclick = () => {
		asked += 1;
		return doing.promise;
	};
	const screen = await render(Button, { children, onclick });
	const button = screen.getByRole('button', { name: 'Make a link' });
	await userEvent.dblClick(button);
	expect(asked).toBe(1);
	doing.resolve();
	await expect
		.poll(async () => {
			await userEvent.click(button);
			return asked;
		})
		.toBeGreaterThan(1);
});

test('[UI22] what can’t be pressed looks the same under the pointer, where its reason is read', async () => {
	const look = 'primary' as const;
	const screen = await render(Button, { children, look, reason: 'Nobody is named yet.' });
	const button = screen.getByRole('button', { name: 'Make a link' });
	const backgroundOf = () => getComputedStyle(button.element()).backgroundColor;
	const before = backgroundOf();
	await userEvent.hover(button);
	await expect.element(screen.getByText('Nobody is named yet.').last()).toBeInTheDocument();
	await Promise.all(
		button
			.element()
			.getAnimations()
			.map(({ finished }) => finished),
	);
	expect(backgroundOf()).toBe(before);
});
