namespace Aspire.Hosting.Dashboard.Pages;

internal static class LoginPage
{
    public static Html Render(string application, string returnUrl, bool wrong) => $"""
        {Layout.Head($"Log in · {application}")}
        <body class="login">
        <main>
        <form class="card" method="post" action="{Url.Of("/login", ("returnUrl", returnUrl))}">
        <div class="brand">{Icons.Brand}<span>{application}</span></div>
        <h1>Log in</h1>
        <p>Open the address that the console printed (<code>/login?t=…</code>), or paste the token from it.</p>
        <label for="token">Token</label>
        <input id="token" name="t" type="password" autocomplete="off" required autofocus {(wrong ? $"aria-invalid=\"true\" aria-describedby=\"wrong\"" : Html.Empty)}>
        {Html.If(wrong, () => $"""<p id="wrong" class="error" role="alert">This is not the token. It changes with each start, unless AppHost:BrowserToken sets it.</p>""")}
        <button class="primary">Log in</button>
        </form>
        </main>
        </body></html>
        """;
}
