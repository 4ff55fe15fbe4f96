/** All that a browser elsewhere gets over plain HTTP. */
export const PLAIN_HTTP_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lintel needs a private connection</title>
</head>
<body>
<h1>Lintel needs a private connection</h1>
<p>This address is plain HTTP, and you are on another machine: anyone on the way could read and
change what you write, and browsers keep no keys for such a page.</p>
<p>Whoever runs this Lintel can start it with a certificate,</p>
<pre>lintel --host 0.0.0.0 --tls-cert cert.pem --tls-key key.pem</pre>
<p>or behind a proxy that speaks HTTPS,</p>
<pre>lintel --public-url https://lintel.example.org</pre>
</body>
</html>
`;
