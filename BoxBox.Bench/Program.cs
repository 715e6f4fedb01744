using BoxBox.Benchmarks;

return await BenchProgram.RunAsync(args);
