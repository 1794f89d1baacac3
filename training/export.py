"""Write the model file: the tagger in eight bits, with the tokenizer and the linker inside it.

    python -m training.export --run RUN --base FOLDER --linker linker.json --out FILE [--weights average|last]

One ONNX file holds all that the application needs. Its metadata carry the tokenizer (as JSON), the linker's weights,
the tagger's distance biases and the name and version of the extractor. Prints the file's size and SHA-256.
"""

import argparse
import base64
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.predict import load_averaged, load_last


class QuantizedRows(nn.Module):
    """An embedding in eight bits with a scale for each row: one for all rows would be coarse for most."""

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        weight = embedding.weight.detach()
        scale = weight.abs().amax(dim=1, keepdim=True) / 127
        self.register_buffer("rows", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """The rows of some numbers."""
        return self.rows[ids].float() * self.scale[ids]


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--linker", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="1")
    parser.add_argument("--weights", choices=("average", "last"), default="average")
    chosen = parser.parse_args()
    tagger = (load_averaged if chosen.weights == "average" else load_last)(chosen.run)
    tagger.words = QuantizedRows(tagger.words)
    pieces = torch.ones(1, 16, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            tagger,
            (pieces, torch.zeros_like(pieces)),
            str(plain),
            input_names=["ids", "features"],
            output_names=["logits", "vectors"],
            dynamic_axes={name: {0: "batch", 1: "length"} for name in ("ids", "features", "logits", "vectors")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            chosen.out,
            op_types_to_quantize=["MatMul"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    model = onnx.load(chosen.out)
    distances = tagger.distances.weight.detach().numpy().astype("<f4")
    tokenizer = json.loads((chosen.base / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    metadata = {
        "name": "learned-quotes",
        "version": chosen.version,
        "distances": base64.b64encode(np.ascontiguousarray(distances).tobytes()).decode(),
        "linker": chosen.linker.read_text(encoding="utf-8"),
        "tokenizer": json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")),
    }
    onnx.helper.set_model_props(model, metadata)
    onnx.save(model, chosen.out)
    content = chosen.out.read_bytes()
    print(f"{chosen.out}: {len(content) / 1e6:.1f} MB, sha256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
