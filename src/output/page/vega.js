/*!
Vega 5.22.1 (https://vega.github.io/vega), as Debian has it.
Copyright 2015-2021, University of Washington Interactive Data Lab. All rights reserved. With parts of D3,
copyright 2010-2022 Mike Bostock (BSD-3-Clause and ISC), and of Esprima, copyright 2012-2013 Ariya Hidayat and
contributors (BSD-2-Clause).

Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
following conditions are met:
1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following
   disclaimer.
2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
   disclaimer in the documentation and/or other materials provided with the distribution.
3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse or promote products
   derived from this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES;
LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
// Debian ships Vega as modules; here they find each other without a loader.
function hubmineVega() {
    "use strict";
    const modules = {};
    const file = { "vega-selections": "vega-selection" };
    const require = (name) => modules[file[name] || name];
    const define = (name, body) => {
        modules[name] = {};
        body(modules[name], { exports: modules[name] }, require);
    };
/* modules */
    Object.assign(modules["vega-dataflow"].transforms, modules["vega-transforms"], modules["vega-view-transforms"],
        modules["vega-encode"]);
    return {
        parse: modules["vega-parser"].parse,
        View: modules["vega-view"].View,
        // Evaluates expressions without eval, which the page's policy forbids.
        interpreter: modules["vega-interpreter"].expressionInterpreter,
    };
}
