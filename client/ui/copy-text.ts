import { toast } from 'svelte-sonner';

/** Puts a text on the clipboard, and says so, or why it is not there. */
export async function copyText(text: string, done: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(text);
		toast.success(done);
	} catch {
		const description = 'Select the text, and copy it yourself.';
		toast.error('This browser does not let the page copy.', { description });
	}
}
