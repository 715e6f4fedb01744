using Grpc.Core;
using Grpc.Reflection.V1Alpha;
using Answer = Grpc.Reflection.V1Alpha.ServerReflectionResponse;
using Question = Grpc.Reflection.V1Alpha.ServerReflectionRequest;

namespace Grpc.Reflection;

/// <summary><c>grpc.reflection.v1alpha</c>, which most tools still ask for first.</summary>
internal sealed class ReflectionV1AlphaService(ReflectionAnswers answers) : ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(IAsyncStreamReader<Question> requestStream, IServerStreamWriter<Answer> responseStream, ServerCallContext context)
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            var answer = ToAnswer(request);
            answer.ValidHost = request.Host;
            answer.OriginalRequest = request;
            await responseStream.WriteAsync(answer, context.CancellationToken);
        }
    }

    private Answer ToAnswer(Question request) => request.MessageRequestCase switch
    {
        Question.MessageRequestOneofCase.ListServices => ListServices(),
        Question.MessageRequestOneofCase.FileByFilename => Files(answers.FileByName(request.FileByFilename), "File not found."),
        Question.MessageRequestOneofCase.FileContainingSymbol => Files(answers.FileContainingSymbol(request.FileContainingSymbol), "Symbol not found."),
        _ => Error(StatusCode.Unimplemented, "Extensions are not known to this server."),
    };

    private Answer ListServices()
    {
        var list = new ListServiceResponse();
        list.Service.AddRange(answers.Services.Select(name => new ServiceResponse { Name = name }));
        return new Answer { ListServicesResponse = list };
    }

    private static Answer Files(IEnumerable<Google.Protobuf.ByteString>? files, string notFound)
    {
        if (files is null) return Error(StatusCode.NotFound, notFound);

        var response = new FileDescriptorResponse();
        response.FileDescriptorProto.AddRange(files);
        return new Answer { FileDescriptorResponse = response };
    }

    private static Answer Error(StatusCode code, string message) => new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message } };
}
