import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Button from '#client/ui/Button.svelte';

const children = createRawSnippet(() => ({ render: () => '<span>Make a link</span>' }));

test('[UI18] a double click asks once; when that is done, the button can be pressed again', async () => {
	const doing = Promise.withResolvers<void>();
	const onclick = vi.fn(() => doing.promise);
	const screen = await render(Button, { children, onclick });
	const button = screen.getByRole('button', { name: 'Make a link' });
	await userEvent.dblClick(button);
	expect(onclick).toHaveBeenCalledTimes(1);
	doing.resolve();
	await expect
		.poll(async () => {
			await userEvent.click(button);
			return onclick.mock.calls.length;
		})
		.toBeGreaterThan(1);
});
