using BoxBox.Tifosi.Commands;

// Ctrl+C and SIGTERM reach the commands through System.CommandLine, which hands them a token.
return await TifosiProgram.RunAsync(args, Output.OfThisProcess(), CancellationToken.None);
